import { CommandFailure, defineCommand } from '../command.ts';

export const chatHistoryCommand = defineCommand({
  name: 'chat history',
  about: 'The newest messages of a chat, oldest first.',
  args: [],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company.', required: true },
    chat: { type: 'text', value: 'NAME|ID', about: 'Title or id of the chat.', required: true },
    limit: { type: 'number', value: 'N', about: 'How many; 100 if not said.' },
  },
  async run({ openDatabase }, { options: { corp, chat, limit } }) {
    // Imported here: the help of every command need not load the whole server.
    const { mustBeCorp, openWorks } = await import('../open-works.ts');
    const { chatHistory } = await import('../../../server/modules/messaging/index.ts');
    const { system } = await import('../../../server/kernel/work.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      await mustBeCorp(works.db, corp);
      const found = await works.open(corp, system, (work) =>
        chatHistory(work, { chat, limit: limit ?? 100 }),
      );
      if (found === 'none')
        throw new CommandFailure('messaging.chat_not_found', `No chat is called "${chat}" in this company.`);
      if (found === 'several')
        throw new CommandFailure(
          'messaging.several_chats',
          `Several chats are called "${chat}"; give the id of one.`,
        );
      return { messages: found };
    } finally {
      await works.close();
    }
  },
  tell: ({ messages }) =>
    messages.map((m) => `${m.seq}\t${m.sentAt}\t${m.sender}\t${m.kind}\t${m.text}`).join('\n'),
});
