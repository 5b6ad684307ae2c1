import type { ErrorCode } from '@teahouse/contract/errors';
import { texts } from './wecom.texts.ts';

/** Raised by calls: one of the vendor's numbers. `why` replaces the listed text. */
export class WecomError extends Error {
  readonly errcode: number;
  constructor(errcode: number, why?: string) {
    super(why ?? texts[errcode] ?? 'system error');
    this.errcode = errcode;
  }
}

/** Our failures in the vendor's numbers; whatever is not listed is the vendor's "system error". */
export const numbers: Partial<Record<ErrorCode, number>> = {
  'common.invalid_input': 40058,
  'common.not_allowed': 48002,
  'common.too_many': 45009,
  'common.disk_full': -1,
  'directory.member_not_found': 60111,
  'directory.department_not_found': 60003,
  'directory.outside_scope': 60011,
  'directory.needs_owner': 60011,
  'directory.userid_taken': 60102,
  'directory.mobile_taken': 60104,
  'directory.email_taken': 60106,
  'directory.bad_mobile': 60103,
  'directory.bad_email': 60105,
  'directory.manager_cycle': 40035,
  'directory.department_cycle': 60010,
  'directory.department_name_taken': 60008,
  'directory.department_no_taken': 60008,
  'directory.department_not_empty': 60006,
  'directory.root_stays': 60007,
  'directory.wrong_status': 60111,
  'directory.custom_value': 40035,
  'directory.department_full': 81001,
  'directory.tag_full': 81003,
  'directory.tag_not_found': 40068,
  'directory.name_taken': 40071,
  'directory.tag_no_taken': 40071,
  'directory.import_unreadable': 40092,
  'directory.import_no_header': 40092,
  'directory.import_too_large': 40092,
  'files.not_found': 40007,
  'files.not_a_picture': 40004,
  'apps.app_not_found': 40056,
  'apps.media_not_found': 40007,
  'apps.job_running': 302008,
  'apps.job_not_found': 40088,
  'apps.job_result_gone': 40089,
  'apps.batch_userid_twice': 302003,
  'apps.batch_mobile_twice': 302006,
  'apps.batch_email_twice': 302007,
  'apps.batch_tree': 302004,
  'apps.mass_deletion': 45026,
  'apps.fetch_failed': 40058,
  'apps.wrong_md5': 301019,
  'apps.bad_address': 40058,
  'apps.built_in': 60011,
  'talk.nobody': 81013,
  'talk.task_taken': 42014,
  'talk.message_not_found': 40008,
  'talk.too_late': 42052,
  'talk.bad_code': 60140,
  'talk.chat_taken': 86215,
  'talk.chat_not_found': 40050,
  'talk.not_your_chat': 86008,
  'talk.chat_size': 86006,
  'customers.tag_not_found': 40068,
  'customers.tag_taken': 40071,
  'customers.same_member': 40130,
  'customers.code_not_found': 41043,
  'customers.welcome_used': 41050,
  'customers.welcome_late': 41050,
  'desk.desk_not_found': 95004,
  'desk.session_over': 95013,
  'desk.not_serving': 95014,
  'desk.wrong_move': 95016,
  'desk.off_duty': 95019,
  'desk.full': 95019,
  'desk.said_enough': 95001,
  'desk.not_heard': 95002,
  'desk.not_now': 95018,
  'desk.bad_pass': 95007,
  'outreach.broadcast_not_found': 41046,
  'outreach.nobody': 41048,
  'outreach.cannot_move': 41093,
  'outreach.reminded': 41094,
  'outreach.too_few_rights': 60011,
  'moments.moment_not_found': 41060,
  'moments.nobody': 41048,
  'moments.bad_content': 41065,
  'messaging.chat_not_found': 40050,
  'messaging.chat_archived': 49008,
  'messaging.recalled': 40008,
};

/** Number and text of one of our codes, for results that carry several; '' is success. */
export function outcomeOf(code: ErrorCode | ''): { errcode: number; errmsg: string } {
  if (code === '') return { errcode: 0, errmsg: 'ok' };
  const errcode = numbers[code] ?? -1;
  return { errcode, errmsg: texts[errcode] ?? 'system error' };
}
