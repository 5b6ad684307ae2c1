// Journals as programs of the vendor's read them.
import { journals } from '@teahouse/contract/journals';
import { journalsAdmin } from '@teahouse/contract/journals-admin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let app: WecomClient;
let templateId: string;
const span = { starttime: 1_780_000_000, endtime: 1_780_000_000 + 30 * 86_400 };

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-06-01T11:30:00Z');
  tea = await world.company('清风茶业');
  lin = await tea.hire('林小满', { userid: 'lin' });
  wu = await tea.hire('吴桐', { userid: 'wu' });
  app = await wecomClient(world, tea, { name: '汇报助手' });
  await world.house.openWork(tea.id, system, (work) =>
    changeApp(work, app.app.id, { scopes: ['journals.read'] }),
  );
  const made = await tea.owner.call(journalsAdmin.createJournalTemplate, {
    name: '门店日报',
    controls: [
      { id: 'done', kind: 'textarea', label: '今日工作', required: true },
      { id: 'sales', kind: 'money', label: '销售额', currency: 'CNY' },
      { id: 'with', kind: 'contact', label: '同事', of: 'member', multi: true },
    ],
    schedule: { rule: 'FREQ=DAILY', startsOn: '2026-06-01', dueTime: '20:00' },
    receivers: [{ by: 'user', ids: [wu.id] }],
    scope: { all: false, memberIds: [lin.id, wu.id] },
  });
  templateId = made.body.id;
});
afterAll(() => world?.close());

test('a record is found by its author, shown with its form, readers and thread, and counted once its cycle is over', async () => {
  const { asked } = (await lin.call(journals.listAskedJournals, {})).body;
  const { cycle } = asked.find((a) => a.name === '门店日报')!;
  const form = { done: '盘点', sales: { minor: '123450', cur: 'CNY' }, with: [wu.id] };
  const { journalId } = (await lin.call(journals.submitJournal, { cycleId: cycle.id, form, receivers: [] }))
    .body;
  await wu.call(journals.readJournal, { journalId });
  const said = await wu.call(journals.commentJournal, { journalId, cid: crypto.randomUUID(), text: '好' });
  await lin.call(journals.commentJournal, {
    journalId,
    cid: crypto.randomUUID(),
    text: '谢谢',
    re: said.body.id,
  });
  const filters = [
    { key: 'creator', value: 'lin' },
    { key: 'template_id', value: templateId },
  ];
  expect(
    await app.ask('oa/journal/get_record_list', { ...span, cursor: 0, limit: 10, filters }),
  ).toMatchObject({
    errcode: 0,
    journaluuid_list: [journalId],
    next_cursor: 1,
    endflag: 1,
  });
  const none = [{ key: 'creator', value: 'wu' }];
  expect(
    await app.ask('oa/journal/get_record_list', { ...span, cursor: 0, limit: 10, filters: none }),
  ).toMatchObject({ journaluuid_list: [], endflag: 1 });
  const { info } = (await app.ask('oa/journal/get_record_detail', { journaluuid: journalId })) as never as {
    info: { comments: { commentid: number; tocommentid: number }[] };
  };
  expect(info).toMatchObject({
    journal_uuid: journalId,
    template_name: '门店日报',
    report_time: 1_780_313_400,
    submitter: { userid: 'lin' },
    receivers: [{ userid: 'wu' }],
    readed_receivers: [{ userid: 'wu' }],
    apply_data: {
      contents: [
        { control: 'Textarea', id: 'done', value: { text: '盘点', tips: [], files: [], children: [] } },
        { control: 'Money', value: { new_money: '1234.50' } },
        { control: 'Contact', value: { members: [{ userid: 'wu', name: '吴桐' }], departments: [] } },
      ],
    },
    comments: [
      { tocommentid: 0, comment_userinfo: { userid: 'wu' }, content: '好' },
      { comment_userinfo: { userid: 'lin' }, content: '谢谢' },
    ],
  });
  expect(info.comments[1]!.tocommentid).toBe(info.comments[0]!.commentid);
  const stat = { ...span, template_id: templateId };
  expect((await app.ask('oa/journal/get_stat_list', stat))['stat_list']).toEqual([]);
  world.clock.now = new Date('2026-06-01T12:30:00Z');
  expect((await app.ask('oa/journal/get_stat_list', stat))['stat_list']).toMatchObject([
    {
      cycle_begin_time: 1_780_243_200,
      cycle_end_time: 1_780_329_600,
      stat_end_time: 1_780_315_200,
      receivers: { user_list: [{ userid: 'wu' }] },
      report_list: [{ user: { userid: 'lin' }, itemlist: [{ journaluuid: journalId, flag: 0 }] }],
      unreport_list: [{ user: { userid: 'wu' } }],
    },
  ]);
});

test('spans, filters and ids that are not the vendor’s are refused with its numbers', async () => {
  const code = async (path: string, body: object) => (await app.ask(`oa/journal/${path}`, body)).errcode;
  const long = { starttime: span.starttime, endtime: span.starttime + 32 * 86_400 };
  expect(await code('get_record_list', long)).toBe(40058);
  expect(await code('get_record_list', { endtime: span.endtime })).toBe(40058);
  expect(await code('get_record_list', { ...span, filters: [{ key: 'mood', value: 'x' }] })).toBe(40058);
  expect(await code('get_record_list', { ...span, filters: [{ key: 'creator', value: 'nobody' }] })).toBe(
    60111,
  );
  expect(await code('get_record_detail', {})).toBe(40058);
  expect(await code('get_record_detail', { journaluuid: 'made-up' })).toBe(40058);
  expect(
    await code('get_stat_list', {
      template_id: templateId,
      starttime: 1,
      endtime: 400 * 86_400,
    }),
  ).toBe(40058);
});
