import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../../modules/apps/index.ts';
import type { Body } from './input.ts';

/** What a call may know besides its body: the app whose token was shown, and the outside. */
export interface DingtalkContext extends ForeignCall {
  app: App;
}

/** One path of `/topapi/`. Its body holds query and JSON or form together; answers are fields beside errcode and errmsg. */
export interface DingtalkCall {
  /** '/topapi/v2/user/get' */
  path: string;
  /** A right the app must have, such as contacts.write (60011). */
  scope?: string;
  act(shift: Shift, body: Body, context: DingtalkContext): Promise<object>;
}

/** A path that runs in one unit of work, the app acting. */
export const inOneWork = (
  path: string,
  scope: string,
  run: (work: Work, body: Body, context: DingtalkContext) => Promise<object>,
): DingtalkCall => ({
  path,
  scope,
  act: (shift, body, context) => shift.work((work) => run(work, body, context)),
});
