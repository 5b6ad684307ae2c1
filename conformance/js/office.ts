// The office through the widest Node SDK: calendars, schedules, rooms, attendance and requests.
import { type Answer, application, good } from './node-easywechat.ts';
import { ask, must, setting, trying } from './record.ts';

/** Whole hours of tomorrow's tomorrow, in seconds. */
const at = (hour: number) => Math.floor(Date.now() / 86_400_000 + 2) * 86_400 + hour * 3_600;

export async function office(): Promise<void> {
  const { member, colleague, mark } = setting;
  const attempt = trying('node-easywechat');
  const { template } = await ask<{ template: string }>('/office', {});
  const app = application(setting.secret);
  const post = async (path: string, json: object) =>
    (await app.getClient().post(`/cgi-bin/${path}`, { json })).toObject();
  const list = (answer: Answer, name: string) => good(answer)[name] as Record<string, unknown>[];

  let calId = '';
  const shown = { organizer: member, summary: `排班 ${mark}`, color: '#FF3030' };
  await attempt('oa/calendar/add', async () => {
    const shares = [{ userid: colleague, readonly: 1 }];
    calId = good(await post('oa/calendar/add', { calendar: { ...shown, readonly: 0, shares } }))[
      'cal_id'
    ] as string;
  });
  await attempt('oa/calendar/update', async () => {
    good(await post('oa/calendar/update', { calendar: { ...shown, cal_id: calId, readonly: 0 } }));
  });
  await attempt('oa/calendar/get', async () => {
    const [calendar] = list(await post('oa/calendar/get', { cal_id_list: [calId] }), 'calendar_list');
    must(calendar?.['summary'] === shown.summary && calendar['color'] === shown.color, calendar);
  });

  let scheduleId = '';
  const schedule = {
    organizer: member,
    start_time: at(1),
    end_time: at(2),
    attendees: [{ userid: colleague }],
    summary: `晨会 ${mark}`,
    cal_id: calId,
  };
  await attempt('oa/schedule/add', async () => {
    const reminders = {
      is_remind: 1,
      remind_before_event_secs: 900,
      is_repeat: 1,
      repeat_type: 0,
      repeat_until: at(72),
    };
    const answer = await post('oa/schedule/add', { schedule: { ...schedule, cal_id: calId, reminders } });
    scheduleId = good(answer)['schedule_id'] as string;
  });
  await attempt('oa/schedule/update', async () => {
    const change = {
      ...schedule,
      cal_id: calId,
      schedule_id: scheduleId,
      start_time: at(25),
      end_time: at(27),
    };
    const answer = await post('oa/schedule/update', { schedule: change, op_mode: 1, op_start_time: at(25) });
    must(good(answer)['schedule_id'] !== scheduleId, answer);
  });
  await attempt('oa/schedule/get', async () => {
    const [one] = list(await post('oa/schedule/get', { schedule_id_list: [scheduleId] }), 'schedule_list');
    const reminders = one?.['reminders'] as { exclude_time_list: { start_time: number }[] };
    must(one?.['summary'] === schedule.summary && reminders.exclude_time_list[0]?.start_time === at(25), one);
  });
  await attempt('oa/schedule/get_by_calendar', async () => {
    const found = list(await post('oa/schedule/get_by_calendar', { cal_id: calId }), 'schedule_list');
    must(found.length === 2, found);
  });

  let room = 0;
  await attempt('oa/meetingroom/add', async () => {
    const answer = good(
      await post('oa/meetingroom/add', { name: mark.slice(-12), capacity: 6, equipment: [1, 3] }),
    );
    room = answer['meetingroom_id'] as number;
  });
  await attempt('oa/meetingroom/edit', async () => {
    good(await post('oa/meetingroom/edit', { meetingroom_id: room, capacity: 8 }));
  });
  await attempt('oa/meetingroom/list', async () => {
    const found = list(await post('oa/meetingroom/list', {}), 'meetingroom_list');
    must(
      found.some((r) => r['meetingroom_id'] === room && r['capacity'] === 8),
      found,
    );
  });
  let booking = '';
  await attempt('oa/meetingroom/book', async () => {
    const wanted = {
      meetingroom_id: room,
      subject: `对账 ${mark}`,
      start_time: at(5),
      end_time: at(6),
      booker: member,
    };
    booking = good(await post('oa/meetingroom/book', wanted))['booking_id'] as string;
  });
  await attempt('oa/meetingroom/get_booking_info', async () => {
    const asked = { meetingroom_id: room, start_time: at(0), end_time: at(24) };
    const [one] = list(await post('oa/meetingroom/get_booking_info', asked), 'booking_list');
    const [taken] = (one?.['schedule'] ?? []) as Record<string, unknown>[];
    must(taken?.['booking_id'] === booking && taken['booker'] === member, one);
  });
  await attempt('oa/meetingroom/cancel_book', async () => {
    good(await post('oa/meetingroom/cancel_book', { booking_id: booking }));
  });
  await attempt('oa/meetingroom/del', async () => {
    good(await post('oa/meetingroom/del', { meetingroom_id: room }));
  });
  await attempt('oa/schedule/del', async () => {
    good(await post('oa/schedule/del', { schedule_id: scheduleId }));
  });
  await attempt('oa/calendar/del', async () => {
    good(await post('oa/calendar/del', { cal_id: calId }));
  });

  const now = Math.floor(Date.now() / 1000);
  const span = { starttime: now - 86_400, endtime: now, useridlist: [colleague] };
  await attempt('checkin/add_checkin_record', async () => {
    const record = { userid: colleague, checkin_time: now - 3_600, location_title: `东门 ${mark}` };
    good(await post('checkin/add_checkin_record', { records: [record] }));
  });
  await attempt('checkin/getcheckindata', async () => {
    const found = list(
      await post('checkin/getcheckindata', { ...span, opencheckindatatype: 3 }),
      'checkindata',
    );
    must(
      found.some((p) => p['location_title'] === `东门 ${mark}`),
      found,
    );
  });
  await attempt('checkin/getcheckinschedulist', async () => {
    must(Array.isArray(list(await post('checkin/getcheckinschedulist', span), 'schedule_list')), '');
  });
  await attempt('corp/getapprovaldata', async () => {
    const answer = await post('corp/getapprovaldata', { starttime: now - 86_400, endtime: now });
    must(Array.isArray(good(answer)['data']) && typeof answer['total'] === 'number', answer);
  });
  await attempt('corp/getopenapprovaldata', async () => {
    const value = { text: `住店 ${mark}` };
    const asked = {
      ...{ creator_userid: colleague, template_id: template, use_template_approver: 1, third_no: mark },
      apply_data: { contents: [{ control: 'Text', id: 'reason', value }] },
      summary_list: [{ summary_info: [{ text: value.text, lang: 'zh_CN' }] }],
    };
    const no = good(await post('oa/applyevent', asked))['sp_no'];
    const said = async () =>
      good(await post('corp/getopenapprovaldata', { thirdNo: mark }))['data'] as Record<string, unknown>;
    must((await said())['OpenSpstatus'] === 1, await said());
    await ask('/agree', { no });
    must((await said())['OpenSpstatus'] === 2, await said());
  });
}
