// The rows of the table of calls that are about the office: approvals, journals, calendars, rooms and attendance.
import { templateForm, type Things } from './matrix-things.fixture.ts';

export type MatrixRow = [path: string, input: () => object, foreign: number, blind: number];

/** What somebody hears who asks about things of a company they are not of, or of members they do not see. */
export const officeRows = (t: () => Things): MatrixRow[] => [
  ['corp/getopenapprovaldata', () => ({ thirdNo: 'PO-7' }), 301025, 301025],
  ['corp/get_join_qrcode', () => ({}), 0, 60011],
  [
    'oa/journal/get_record_list',
    () => ({
      starttime: 1,
      endtime: 2,
      cursor: 0,
      limit: 10,
      filters: [{ key: 'creator', value: 'lin' }],
    }),
    60111,
    60011,
  ],
  ['oa/journal/get_record_detail', () => ({ journaluuid: t().journalId }), 40058, 40058],
  // A program has its own calendars and schedules; of others' it hears that they are others'.
  ['oa/calendar/add', () => ({ calendar: { organizer: 'lin', summary: 'x' } }), 60111, 60011],
  ['oa/calendar/update', () => ({ calendar: { cal_id: t().calId, summary: 'x' } }), 90457, 90466],
  ['oa/calendar/get', () => ({ cal_id_list: [t().calId] }), 90457, 90466],
  ['oa/calendar/del', () => ({ cal_id: t().calId }), 90457, 90466],
  [
    'oa/schedule/add',
    () => ({ schedule: { organizer: 'lin', start_time: 1_900_000_000, end_time: 1_900_003_600 } }),
    60111,
    60011,
  ],
  ['oa/schedule/get', () => ({ schedule_id_list: [t().scheduleId] }), 0, 0],
  ['oa/schedule/get_by_calendar', () => ({ cal_id: t().calId }), 90457, 90466],
  ...['update', 'del', 'add_attendees', 'del_attendees'].map((name): MatrixRow => [
    `oa/schedule/${name}`,
    () => ({ schedule_id: t().scheduleId, schedule: { schedule_id: t().scheduleId } }),
    90461,
    90466,
  ]),
  // A room is the company's; whoever books one must be seen, and who has booked one is told of those seen.
  ['oa/meetingroom/edit', () => ({ meetingroom_id: t().roomNo }), 40058, 60011],
  ['oa/meetingroom/del', () => ({ meetingroom_id: t().roomNo }), 40058, 60011],
  ['oa/meetingroom/add', () => ({ name: '竹', capacity: 1 }), 0, 60011],
  ['oa/meetingroom/get_booking_info', () => ({ meetingroom_id: 900 }), 40058, 40058],
  [
    'oa/meetingroom/book',
    () => ({ meetingroom_id: t().roomNo, booker: 'lin', start_time: 1_900_000_000, end_time: 1_900_003_600 }),
    60111,
    60011,
  ],
  [
    'oa/meetingroom/book_by_schedule',
    () => ({ meetingroom_id: t().roomNo, schedule_id: t().scheduleId, booker: 'lin' }),
    90461,
    90466,
  ],
  ['oa/meetingroom/cancel_book', () => ({ booking_id: t().bookingId }), 40058, 90499],
  [
    'oa/meetingroom/bookinfo/get',
    () => ({ meetingroom_id: t().roomNo, booking_id: t().bookingId }),
    40058,
    40058,
  ],
  ...['book_by_meeting', 'get_booking_info_by_meeting_id'].map((name): MatrixRow => [
    `oa/meetingroom/${name}`,
    () => ({}),
    48002,
    48002,
  ]),
  // Templates are the company's; requests and punches are of those a program sees.
  ['oa/gettemplatedetail', () => ({ template_id: t().templateId }), 301026, 0],
  ['oa/approval/update_template', () => ({ template_id: t().templateId, ...templateForm }), 301026, 0],
  ['oa/applyevent', () => ({ creator_userid: 'lin', template_id: t().templateId }), 60111, 60011],
  ['oa/getapprovaldetail', () => ({ sp_no: t().spNo }), 301025, 301025],
  ['oa/vacation/getuservacationquota', () => ({ userid: 'lin' }), 60111, 60011],
  ['oa/vacation/setoneuserquota', () => ({ userid: 'lin', vacation_id: 1 }), 60111, 60011],
  ...['getcheckindata', 'getcheckin_daydata', 'getcheckin_monthdata'].map((name): MatrixRow => [
    `checkin/${name}`,
    () => ({ starttime: 1, endtime: 2, useridlist: ['lin'] }),
    60111,
    60011,
  ]),
  ['checkin/getcheckinoption', () => ({ datetime: 1, useridlist: ['lin'] }), 60111, 60011],
  ['checkin/getcorpcheckinoption', () => ({}), 0, 60011],
  ['checkin/getcheckinschedulist', () => ({ starttime: 1, endtime: 2, useridlist: ['lin'] }), 60111, 60011],
  [
    'checkin/setcheckinschedulist',
    () => ({ groupid: 1, yearmonth: 202606, items: [{ userid: 'lin', day: 1, schedule_id: 0 }] }),
    60111,
    60011,
  ],
  ['checkin/add_checkin_record', () => ({ records: [{ userid: 'lin', checkin_time: 1 }] }), 60111, 60011],
  ['checkin/punch_correction', () => ({ userid: 'lin' }), 60111, 60011],
  ['checkin/addcheckinuserface', () => ({}), 48002, 48002],
];
