import type { ErrorCode } from '@teahouse/contract/errors';
import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignCall } from '../../kernel/http/foreign.ts';

/** One of the vendor's numbers, with its text. */
export class FeishuError extends Error {
  readonly code: number;
  constructor(code: number, msg: string) {
    super(msg);
    this.code = code;
  }
}

/** Our failures in the vendor's numbers; whatever is not listed is a system error of ours. */
const numbers: Partial<Record<ErrorCode, [code: number, msg: string]>> = {
  'common.invalid_input': [99992402, 'field validation failed'],
  'common.not_allowed': [99991672, 'Access denied. The app lacks the scope'],
  'common.too_many': [230020, 'This operation triggers the frequency limit.'],
  'directory.member_not_found': [41012, 'user id is invalid error'],
  'directory.outside_scope': [40004, 'no dept authority error'],
  'directory.department_not_found': [40008, 'deptInfo is null error'],
  'directory.department_name_taken': [40153, 'department name should be unique under same department'],
  'directory.department_no_taken': [40152, 'custom department id is not unique'],
  'directory.department_not_empty': [40159, 'department has active members or sub departments'],
  'directory.department_cycle': [40013, 'param error: a department cannot lie below itself'],
  'directory.root_stays': [40002, 'process root dept error'],
  'approvals.not_found': [1390003, 'instance code not found'],
  'approvals.template_not_found': [1390002, 'approval code not found'],
  'approvals.bad_form': [1390001, 'param is invalid: form'],
  'approvals.missing_for_flow': [1390001, 'param is invalid: form'],
  'approvals.bad_flow': [1390001, 'param is invalid: node_approver_user_id_list'],
  'approvals.pick_needed': [1390001, 'param is invalid: node_approver_user_id_list'],
  'approvals.self_denied': [1390001, 'param is invalid: user_id'],
  'approvals.not_your_task': [1390010, 'task is not of the user'],
  'approvals.already_over': [1390011, 'task is already finished'],
  'approvals.act_not_allowed': [1390009, 'no operation permission'],
  'approvals.already_in_step': [1390001, 'param is invalid: transfer_user_id'],
  'approvals.needs_comment': [1390001, 'param is invalid: comment'],
  'approvals.needs_signature': [1390009, 'no operation permission: the step asks for a signature'],
  'apps.media_not_found': [234008, 'The app is not the resource sender or the resource has expired.'],
  'files.not_found': [234003, 'File not in msg.'],
  'messaging.chat_archived': [232009, 'The chat has been dissolved.'],
  'messaging.chat_not_found': [230002, 'The bot can not be outside the group.'],
  'messaging.message_not_found': [230110, 'The message has been deleted.'],
  'messaging.recalled': [230011, 'The message was withdrawn.'],
  'talk.nobody': [230013, 'Bot has NO availability to this user.'],
  'talk.too_late': [230026, 'No permission to recall this message: it is older than 24 hours.'],
  'talk.other_kind': [230054, 'This operation is not supported for this message type.'],
  'talk.message_not_found': [230110, 'The message has been deleted.'],
  'talk.not_yours': [230071, 'The operator is not the sender of the message.'],
  'talk.chat_not_found': [230002, 'The bot can not be outside the group.'],
  'talk.chat_size': [232024, 'The number of users in the chat is out of range.'],
};

/** Any failure of a call in the vendor's numbers. */
export function inTheirNumbers(error: unknown, { ports, request }: ForeignCall): FeishuError {
  if (error instanceof FeishuError) return error;
  if (error instanceof ZodError) {
    const { path, message } = error.issues[0]!;
    return new FeishuError(99992402, `field validation failed: ${path.join('.')}: ${message}`);
  }
  const known = error instanceof Failure ? numbers[error.code] : undefined;
  if (known) return new FeishuError(...known);
  ports.log.error({ err: error, path: request.path }, 'a foreign call failed');
  return new FeishuError(-1, 'system error');
}
