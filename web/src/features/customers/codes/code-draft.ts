import type { ContactCode, contactCodes } from '../../../../../contract/src/contact-codes.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';

/** A code as the server says it. */
export type SaidCode = OutputOf<typeof contactCodes.listContactCodes>['codes'][number];

/** A code as its dialog holds it: what the server keeps, without what it counts. */
export type CodeDraft = Pick<
  ContactCode,
  'kind' | 'departmentId' | 'name' | 'channel' | 'how' | 'confirm' | 'welcome' | 'tagIds'
> & { members: Server[] };
export type Server = Omit<ContactCode['members'][number], 'name'>;

const alwaysThere = (memberId: MemberId): Server => ({ memberId, hours: null, dailyCap: null });

/** A code of mine that greets with the usual words. */
export const freshDraft = (me: MemberId, text: string): CodeDraft => ({
  kind: 'member',
  departmentId: null,
  name: '',
  channel: '',
  how: 'turn',
  confirm: false,
  welcome: { text, fileIds: [] },
  tagIds: [],
  members: [alwaysThere(me)],
});

/** What is set in a code, to be changed. */
export const draftOf = ({ welcome, members, ...code }: SaidCode): CodeDraft => ({
  kind: code.kind,
  departmentId: code.departmentId,
  name: code.name,
  channel: code.channel ?? '',
  how: code.how ?? 'turn',
  confirm: code.confirm ?? false,
  welcome: { text: welcome.text, fileIds: welcome.fileIds ?? [] },
  tagIds: code.tagIds ?? [],
  members: members.map((m) => ({
    memberId: m.memberId,
    hours: m.hours ?? null,
    dailyCap: m.dailyCap ?? null,
  })),
});

/** The same people in this order; whoever stays keeps hours and cap. */
export const servedBy = (servers: readonly Server[], ids: readonly MemberId[]): Server[] =>
  ids.map((id) => servers.find((s) => s.memberId === id) ?? alwaysThere(id));

/** Has it a name, and somebody who serves it? */
export const isReady = (draft: CodeDraft): boolean => draft.name.trim() !== '' && draft.members.length > 0;

/** What `changeContactCode` takes; kind and department stay as they were made. */
export const changeOf = ({ name, channel, how, confirm, welcome, tagIds, members }: CodeDraft) => ({
  name: name.trim(),
  channel: channel.trim(),
  how,
  confirm,
  welcome,
  tagIds,
  members,
});

/** What `createContactCode` takes. My own code belongs to no department. */
export const inputOf = (draft: CodeDraft, department: DepartmentId | null) => ({
  ...changeOf(draft),
  kind: draft.kind,
  departmentId: draft.kind === 'member' ? null : department,
});
