// The door of tasks: what members are to do, and everything that waits for them.
import { tasks as contract } from '@teahouse/contract/tasks';
import { defineModule } from '../../kernel/module.ts';
import { followForms } from './tasks-in-forms.ts';
import { addTask } from './add-task.ts';
import { changeTask, dropTask, finishTask, tickItem } from './change-task.ts';
import { listAwaiting } from './list-awaiting.ts';
import { getTask, listTasks } from './list-tasks.ts';
import { remind, tellTask } from './tell-task.ts';

export { alsoAwaiting } from './also-awaiting.ts';
export { countFinished } from './count-finished.ts';
export { listTasks } from './list-tasks.ts';
export { countTasks, giveTasks } from './give-tasks.ts';

followForms();

export const tasks = defineModule({
  name: 'tasks',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { listAwaiting, listTasks, addTask, getTask, changeTask, tickItem, finishTask, dropTask },
  jobs: [tellTask, remind],
});
