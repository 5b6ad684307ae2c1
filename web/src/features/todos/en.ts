import type { TodoWords } from './zh.ts';

export const en: TodoWords = {
  title: 'To-dos',
  add: 'Add a to-do',
  addHint: 'Write what is to be done and press Enter',
  open: 'Open',
  done: 'Done',
  none: 'Nothing to do',
  noneText: 'Make a to-do from a message, or write one above.',
  noneDone: 'Nothing finished yet',
  fromChat: 'Show the message',
  due: 'Due',
  dueAt: (at) => `due ${at}`,
  late: 'overdue',
  finish: (text) => `Finish: ${text}`,
  finished: 'Done',
  undo: 'Undo',
};
