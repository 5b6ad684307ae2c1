import type { OutputOf } from '../../../../contract/src/define.ts';
import type { tasks } from '../../../../contract/src/tasks.ts';

export type Awaiting = OutputOf<typeof tasks.listAwaiting>['items'][number];
export type Task = OutputOf<typeof tasks.listTasks>['tasks'][number];
export type TaskCard = OutputOf<typeof tasks.getTask>;
export type Box = 'awaiting' | 'given' | 'watched' | 'done';
export const boxes = ['awaiting', 'given', 'watched', 'done'] as const satisfies readonly Box[];
