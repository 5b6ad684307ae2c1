// What the server's answers hold, as these pages read them.
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { journals } from '../../../../contract/src/journals.ts';

export type Asked = OutputOf<typeof journals.listAskedJournals>['asked'][number];
export type Listed = OutputOf<typeof journals.listJournals>['journals'][number];
export type Shown = OutputOf<typeof journals.getJournal>;
export type State = Asked['state'];

export const views = ['write', 'received', 'mine', 'stats'] as const;
export type View = (typeof views)[number];
