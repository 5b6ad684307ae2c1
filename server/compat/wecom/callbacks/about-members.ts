import { memberChanged, memberJoined, memberMoved, memberStopped } from '@teahouse/contract/directory';
import type { CustomField } from '@teahouse/contract/directory-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import {
  forgetFacts,
  listenersAbout,
  type ListeningApp,
  tellFacts,
} from '../../../modules/callbacks/index.ts';
import { customFieldsOf, type MemberFacts, memberFacts } from '../../../modules/directory/index.ts';
import { memberRecord } from '../contacts/member-record.ts';
import type { Fields } from './inner-message.ts';
import { AGENT, tell } from './tell.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
const nosOf = (facts: { places?: MemberFacts['places'] } | undefined) =>
  facts?.places?.map((p) => p.no) ?? [];

export const tellJoined = subscribe('wecom.tell_joined', memberJoined, (work, { memberId }) =>
  tellMember(work, memberId, { joining: true }),
);
export const tellChanged = subscribe('wecom.tell_changed', memberChanged, (work, { memberId }) =>
  tellMember(work, memberId, { joining: false }),
);
export const tellMoved = subscribe('wecom.tell_moved', memberMoved, (work, { memberId }) =>
  tellMember(work, memberId, { joining: false }),
);

export const tellStopped = subscribe(
  'wecom.tell_stopped',
  memberStopped,
  async (work, { memberId, status }) => {
    if (status !== 'left') return await tellMember(work, memberId, { joining: false });
    const facts = (await forgetFacts(work, memberId)) as MemberFacts | undefined;
    if (!facts) return;
    const listeners = await listenersAbout(work, { memberId, departmentNos: nosOf(facts) });
    await tell(work, selfBuilt(listeners), {
      from: facts.userid,
      type: 'event',
      what: 'unsubscribe',
      fields: [['Event', 'unsubscribe'], ['EventKey', ''], AGENT],
      memberId,
    });
    await tell(work, listeners, {
      from: 'sys',
      type: 'event',
      what: 'change_contact/delete_user',
      fields: [...change('delete_user'), ['UserID', facts.userid]],
      memberId,
    });
  },
);

async function tellMember(work: Work, memberId: MemberId, { joining }: { joining: boolean }): Promise<void> {
  if ((await listenersAbout(work, 'anything')).length === 0) return;
  const [facts] = await memberFacts(work, everybody, [memberId]);
  if (!facts) return;
  const difference = await tellFacts(work, { ...facts }, { joining });
  const before = difference.was === 'known' ? (difference.before as Partial<MemberFacts>) : undefined;
  const listeners = await listenersAbout(work, {
    memberId,
    departmentNos: [...nosOf(facts), ...nosOf(before)],
  });
  const customFields = await customFieldsOf(work);
  const create = joining && (difference.was === 'unknown' || !difference.added);
  if (create) {
    await tell(work, selfBuilt(listeners), {
      from: facts.userid,
      type: 'event',
      what: 'subscribe',
      fields: [['Event', 'subscribe'], ['EventKey', ''], AGENT],
      memberId,
    });
    await tell(work, listeners, {
      from: 'sys',
      type: 'event',
      what: 'change_contact/create_user',
      fields: [...change('create_user'), ['UserID', facts.userid], ...fieldsOf(facts, customFields)],
      memberId,
    });
    return;
  }
  if (joining || (difference.was === 'known' && difference.changed.length === 0)) return;
  const was = before && fieldsOf({ ...facts, ...before }, customFields);
  const changed = fieldsOf(facts, customFields).filter(
    ([name, value]) => !was?.some(([n, v]) => n === name && JSON.stringify(v) === JSON.stringify(value)),
  );
  const renamed = before?.userid !== undefined && before.userid !== facts.userid;
  if (changed.length === 0 && !renamed && before) return;
  await tell(work, listeners, {
    from: 'sys',
    type: 'event',
    what: 'change_contact/update_user',
    fields: [
      ...change('update_user'),
      ['UserID', renamed ? before.userid! : facts.userid],
      ...(renamed ? [['NewUserID', facts.userid] as const] : []),
      ...changed,
    ],
    memberId,
  });
}

const selfBuilt = (apps: readonly ListeningApp[]) => apps.filter((a) => a.kind === 'self_built');

const change = (what: string): Fields => [
  ['Event', 'change_contact'],
  ['ChangeType', what],
];

function fieldsOf(facts: MemberFacts, fields: readonly CustomField[]): Fields {
  const r = memberRecord(facts, { fields, sensitive: true, pictureUrl: () => '' }) as Record<
    string,
    never
  > & {
    department: number[];
    is_leader_in_dept: number[];
    direct_leader: string[];
    extattr: { attrs: Attr[] };
  };
  return [
    ['Name', facts.name],
    ['Department', r.department.join(',')],
    ['MainDepartment', Number(r['main_department'])],
    ['IsLeaderInDept', r.is_leader_in_dept.join(',')],
    ['DirectLeader', r.direct_leader.join(',')],
    ['Position', facts.position],
    ['Mobile', facts.mobile ?? ''],
    ['Gender', Number(r['gender'])],
    ['Email', facts.email ?? ''],
    ['BizMail', facts.outward?.bizMail ?? ''],
    ['Avatar', ''],
    ['Alias', facts.alias],
    ['Telephone', facts.phone],
    ['Address', facts.address],
    ['Status', Number(r['status'])],
    ['ExtAttr', r.extattr.attrs.map((a) => ['Item', itemOf(a)] as const)],
  ];
}

interface Attr {
  type: 0 | 1;
  name: string;
  text?: { value: string };
  web?: { url: string; title: string };
}

const itemOf = ({ type, name, text, web }: Attr): Fields => [
  ['Name', name],
  ['Type', type],
  web
    ? [
        'Web',
        [
          ['Title', web.title],
          ['Url', web.url],
        ],
      ]
    : ['Text', [['Value', text?.value ?? '']]],
];
