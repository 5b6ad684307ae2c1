import type { ErrorCode } from '@teahouse/contract/errors';
import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignCall } from '../../kernel/http/foreign.ts';

/** One of the vendor's numbers, with its text. */
export class DingtalkError extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.errcode = errcode;
  }
}

/** Our failures in the vendor's numbers; whatever is not listed is a system error of ours. */
const failures: Partial<Record<ErrorCode, [errcode: number, errmsg: string]>> = {
  'common.not_allowed': [60011, 'no permission'],
  'common.too_many': [90018, 'too many requests'],
  'directory.outside_scope': [60011, 'no permission for this department or user'],
  'directory.needs_owner': [60011, 'only the owner may change an administrator'],
  'directory.member_not_found': [60121, 'user not found'],
  'directory.department_not_found': [60003, 'department not found'],
  'directory.department_name_taken': [60008, 'the department name exists'],
  'directory.department_not_empty': [60006, 'the department is not empty'],
  'directory.department_cycle': [60010, 'a department cannot lie below itself'],
  'directory.root_stays': [60007, 'the root department cannot be changed so'],
  'directory.userid_taken': [60102, 'the userid exists'],
  'directory.mobile_taken': [60104, 'the mobile exists'],
  'directory.email_taken': [60106, 'the email exists'],
  'directory.bad_mobile': [60103, 'invalid mobile'],
  'directory.bad_email': [60105, 'invalid email'],
  'directory.manager_cycle': [40035, 'invalid parameter manager_userid'],
  'directory.wrong_status': [60121, 'user not found'],
  'approvals.not_found': [40035, 'invalid parameter process_instance_id'],
  'approvals.template_not_found': [40035, 'invalid parameter process_code'],
  'approvals.bad_form': [40035, 'invalid parameter form_component_values'],
  'approvals.missing_for_flow': [40035, 'invalid parameter form_component_values'],
  'approvals.bad_flow': [40035, 'invalid parameter approvers_v2'],
  'approvals.pick_needed': [40035, 'missing parameter approvers_v2'],
  'approvals.self_denied': [40035, 'invalid parameter originator_user_id'],
  'approvals.act_not_allowed': [60011, 'no permission'],
  'approvals.not_your_task': [60011, 'no permission'],
  'approvals.already_over': [40035, 'the process instance is over'],
  'talk.nobody': [33012, 'invalid userid list'],
  'talk.too_late': [40035, 'the message is older than a day'],
  'talk.message_not_found': [40035, 'invalid parameter msg_task_id'],
  'apps.media_not_found': [40007, 'invalid media_id'],
  'messaging.chat_archived': [300001, 'chat is dissolved'],
};

/** Any failure of a call in the vendor's numbers. */
export function inTheirNumbers(error: unknown, { ports, request }: ForeignCall): DingtalkError {
  if (error instanceof DingtalkError) return error;
  if (error instanceof ZodError)
    return new DingtalkError(40035, `invalid parameter ${error.issues[0]!.path.join('.')}`);
  const known = error instanceof Failure ? failures[error.code] : undefined;
  if (known) return new DingtalkError(...known);
  ports.log.error({ err: error, path: request.path }, 'a foreign call failed');
  return new DingtalkError(-1, 'system error');
}
