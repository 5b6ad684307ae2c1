// What the table of calls asks about: one thing of every kind in the company of Lin.
import sharp from 'sharp';
import { appScopes } from '@teahouse/contract/app-scopes';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerGroups } from '@teahouse/contract/customer-groups';
import { journals } from '@teahouse/contract/journals';
import { journalsAdmin } from '@teahouse/contract/journals-admin';
import { system } from '../../kernel/work.ts';
import { changeApp } from '../../modules/apps/index.ts';
import { phoneAt } from '../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../testing/wecom-client.ts';
import type { Company, World } from '../../testing/world.ts';

const everyScope: string[] = [...appScopes];
export type Things = Awaited<ReturnType<typeof makeThings>>;

const drawn = sharp({ create: { width: 4, height: 3, channels: 3, background: '#c33' } }).png();

export const templateForm = {
  template_name: [{ text: '单', lang: 'zh_CN' }],
  template_content: {
    controls: [{ property: { control: 'Text', id: 'Text-1', title: [{ text: '事', lang: 'zh_CN' }] } }],
  },
};

export async function makeThings(world: World, company: Company, contacts: WecomClient) {
  const office = await wecomClient(world, company, { name: '办公' });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, office.app.id, { scopes: everyScope }),
  );
  const templateId = (await office.ask('oa/approval/create_template', templateForm))['template_id'] as string;
  const applied = {
    creator_userid: 'lin',
    template_id: templateId,
    use_template_approver: 0,
    approver: [{ attr: 1, userid: ['lin'] }],
    apply_data: { contents: [{ control: 'Text', id: 'Text-1', value: { text: 'x' } }] },
  };
  const spNo = (await office.ask('oa/applyevent', applied))['sp_no'] as string;
  await contacts.ask('department/create', { name: '销售', parentid: 1, id: 7 });
  await contacts.ask('tag/create', { tagname: 'A', tagid: 5 });
  const form = new FormData();
  form.append('media', new Blob(['姓名,帐号,手机号,所在部门\n林小雨,lin,,1\n']), 'a.csv');
  const sent = await contacts.raw('media/upload?type=file', { method: 'POST', body: form });
  const mediaId = ((await sent.json()) as { media_id: string }).media_id;
  const jobid = (await contacts.ask('batch/syncuser', { media_id: mediaId }))['jobid'] as string;
  const openid = (await contacts.ask('user/convert_to_openid', { userid: 'lin' }))['openid'] as string;
  const customersApp = await wecomClient(world, company, 'customers');
  const way = await customersApp.ask('externalcontact/add_contact_way', { type: 1, scene: 2, user: ['lin'] });
  const configId = way['config_id'] as string;
  const made = { link_name: '抖音', range: { user_list: ['lin'] } };
  const link = (await customersApp.ask('externalcontact/customer_acquisition/create_link', made))['link'];
  const { link_id: linkId } = link as { link_id: string };
  const picture = new FormData();
  picture.append('media', new Blob([new Uint8Array(await drawn.toBuffer())]), 'a.png');
  const sentPicture = await customersApp.raw('media/upload?type=image', { method: 'POST', body: picture });
  const { media_id: pictureId } = (await sentPicture.json()) as { media_id: string };
  const product = {
    description: '机油',
    price: 29_800,
    attachments: [{ type: 'image', image: { media_id: pictureId } }],
  };
  const strategy = { strategy_name: '组', admin_list: ['lin'], range: [{ type: 1, userid: 'lin' }] };
  const strategyId = (await customersApp.ask('externalcontact/customer_strategy/create', strategy))[
    'strategy_id'
  ] as number;
  const productId = (await customersApp.ask('externalcontact/add_product_album', product))[
    'product_id'
  ] as string;
  const { codes } = (await company.owner.call(contactCodes.listContactCodes, {})).body;
  await phoneAt(world.house, codes.find((c) => c.id === configId)!.url).scan();
  const external = (
    (await customersApp.ask('externalcontact/list?userid=lin'))['external_userid'] as [string]
  )[0];
  const tags = await customersApp.ask('externalcontact/add_corp_tag', {
    group_name: 'A',
    tag: [{ name: 'a' }],
  });
  const tagId = (tags['tag_group'] as { tag: [{ id: string }] }).tag[0].id;
  const kfid = (await customersApp.ask('kf/account/add', { name: '客服' }))['open_kfid'] as string;
  await customersApp.ask('kf/servicer/add', { open_kfid: kfid, userid_list: ['lin'] });
  const mass = { text: { content: 'x' }, sender: 'lin' };
  const msgid = (await customersApp.ask('externalcontact/add_msg_template', mass))['msgid'] as string;
  const shown = { text: { content: 'x' }, visible_range: { sender_list: { user_list: ['lin'] } } };
  const momentJob = (await customersApp.ask('externalcontact/add_moment_task', shown))['jobid'] as string;
  await world.settle();
  const done = await customersApp.ask(`externalcontact/get_moment_task_result?jobid=${momentJob}`);
  const momentId = (done['result'] as { moment_id: string }).moment_id;
  await company.owner.call(customerGroups.createCustomerGroup, { name: '车友群' });
  const { group_chat_list: groups } = await customersApp.ask('externalcontact/groupchat/list', { limit: 1 });
  const groupChat = (groups as [{ chat_id: string }])[0].chat_id;
  const joining = { scene: 2, chat_id_list: [groupChat] };
  const joinWay = (await customersApp.ask('externalcontact/groupchat/add_join_way', joining))[
    'config_id'
  ] as string;
  const text = { content: '欢迎' };
  const welcomeTemplate = (await customersApp.ask('externalcontact/group_welcome_template/add', { text }))[
    'template_id'
  ] as string;
  await company.owner.call(journalsAdmin.createJournalTemplate, {
    name: '晨会',
    controls: [{ id: 'done', kind: 'text', label: '今日' }],
    schedule: {
      rule: 'FREQ=DAILY',
      startsOn: '2020-01-01',
      workdays: false,
      dueAfter: 1,
      dueTime: '12:00',
    },
    scope: { all: false, memberIds: [company.owner.id] },
  });
  const { asked } = (await company.owner.call(journals.listAskedJournals, {})).body;
  const { cycle } = asked.find((a) => a.name === '晨会')!;
  const written = { cycleId: cycle.id, form: { done: 'x' }, receivers: [] };
  const journalId = (await company.owner.call(journals.submitJournal, written)).body.journalId;
  const calendarAdded = { calendar: { organizer: 'lin', summary: '排班', readonly: 0 } };
  const calId = (await office.ask('oa/calendar/add', calendarAdded))['cal_id'] as string;
  const schedule = { organizer: 'lin', start_time: 1_900_000_000, end_time: 1_900_003_600, cal_id: calId };
  const scheduleId = (await office.ask('oa/schedule/add', { schedule }))['schedule_id'] as string;
  const room = { name: '听雨轩', capacity: 8 };
  const roomNo = (await office.ask('oa/meetingroom/add', room))['meetingroom_id'] as number;
  const booked = { meetingroom_id: roomNo, schedule_id: scheduleId, booker: 'lin' };
  const bookingId = (await office.ask('oa/meetingroom/book_by_schedule', booked))['booking_id'] as string;
  return {
    roomNo,
    bookingId,
    calId,
    scheduleId,
    jobid,
    mediaId,
    openid,
    external,
    tagId,
    configId,
    linkId,
    pictureId,
    productId,
    strategyId,
    kfid,
    msgid,
    journalId,
    momentJob,
    momentId,
    groupChat,
    joinWay,
    welcomeTemplate,
    templateId,
    spNo,
  };
}
