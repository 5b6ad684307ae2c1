// Feishu's names for our things. They carry our ids, so they need no table and mean the same to every app of a company.
import type { ChatId, DepartmentId, FileId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../../modules/apps/index.ts';
import {
  type DepartmentFacts,
  departmentFacts,
  departmentsByNo,
  type MemberFacts,
  memberByContact,
  memberFacts,
  membersByUserid,
} from '../../modules/directory/index.ts';
import type { MessagePlace } from '../../modules/talk/index.ts';
import { FeishuError } from './feishu.errors.ts';

const BODY = '[0-9A-Za-z]{6,40}';
/** The root of the tree. */
const ROOT = '0';
const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

const bodyOfId = (id: string) => id.slice(id.indexOf('_') + 1);
const carried = <I extends string>(prefix: string, ours: string, text: string): I | undefined =>
  new RegExp(`^${prefix}${BODY}$`).test(text) ? (`${ours}_${text.slice(prefix.length)}` as I) : undefined;

export const UserIdType = z.preprocess(
  (v) => (v === '' || v === undefined || v === null ? 'open_id' : v),
  z.enum(['open_id', 'union_id', 'user_id']),
);
export type UserIdType = z.output<typeof UserIdType>;
export const DepartmentIdType = z.preprocess(
  (v) => (v === '' || v === undefined || v === null ? 'open_department_id' : v),
  z.enum(['open_department_id', 'department_id']),
);
export type DepartmentIdType = z.output<typeof DepartmentIdType>;

export const openId = (id: MemberId) => `ou_${bodyOfId(id)}`;
export const unionId = (id: MemberId) => `on_${bodyOfId(id)}`;
export const userId = ({ id, userid }: { id: MemberId; userid: string }, type: UserIdType): string =>
  type === 'user_id' ? userid : type === 'union_id' ? unionId(id) : openId(id);

export const openDepartmentId = ({ id, no }: { id: DepartmentId; no: number }) =>
  no === 1 ? ROOT : `od-${bodyOfId(id)}`;
export const customDepartmentId = (no: number) => (no === 1 ? ROOT : String(no));

export const openChatId = (id: ChatId) => `oc_${bodyOfId(id)}`;
export const openMessageId = ({ chatId, seq }: MessagePlace) => `om_${bodyOfId(chatId)}_${seq}`;
export const fileKey = (kind: 'img' | 'file', id: string) => `${kind}_v3_${id}`;

export function chatIdOf(text: string): ChatId {
  const id = carried<ChatId>('oc_', 'chat', text);
  if (!id) throw new FeishuError(232006, 'Your request specifies a chat_id which is invalid.');
  return id;
}

export function placeOf(text: string): MessagePlace {
  const [, body, seq] = new RegExp(`^om_(${BODY})_(\\d{1,15})$`).exec(text) ?? [];
  if (!body) throw new FeishuError(230001, 'Your request contains an invalid request parameter: message_id');
  return { chatId: `chat_${body}`, seq: Number(seq) };
}

/** The media id or file id that a key carries; undefined where it is no key of ours. */
export const keyOf = (text: string): string | undefined => /^(?:img|file)_v3_([\w-]{6,60})$/.exec(text)?.[1];
export const isFileId = (id: string): id is FileId => id.startsWith('file_');

/** Whose open id or union id this is; it may be nobody's. */
export const memberIdOf = (text: string): MemberId | undefined =>
  carried<MemberId>('ou_', 'mbr', text) ?? carried<MemberId>('on_', 'mbr', text);

/** The member behind an id of this type, whom the app may see. */
export async function seenUser(work: Work, app: App, id: string, type: UserIdType): Promise<MemberFacts> {
  const memberId =
    type === 'user_id' ? (await membersByUserid(work, [id])).get(id.toLowerCase()) : memberIdOf(id);
  const [known] = memberId ? await memberFacts(work, everyone, [memberId]) : [];
  if (!known) throw new FeishuError(41012, 'user id is invalid error');
  const [facts] = await memberFacts(work, app.visible, [known.id]);
  if (!facts) throw new FeishuError(41050, 'no user authority error');
  return facts;
}

/** The member with this mail, whom the app may see. */
export async function seenByEmail(work: Work, app: App, email: string): Promise<MemberFacts> {
  const found = await memberByContact(work, app.visible, { email });
  const [facts] = found ? await memberFacts(work, app.visible, [found.id]) : [];
  if (!facts) throw new FeishuError(41012, 'user id is invalid error');
  return facts;
}

/** The id of a department, whether or not the app may see it. */
export async function knownDepartment(work: Work, id: string, type: DepartmentIdType): Promise<DepartmentId> {
  const no = id === ROOT ? 1 : type === 'department_id' && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
  const found =
    no === undefined ? carried<DepartmentId>('od-', 'dep', id) : (await departmentsByNo(work, [no])).get(no);
  const [facts] = found ? await departmentFacts(work, everyone, { only: found }) : [];
  if (!facts) throw new FeishuError(40008, 'deptInfo is null error');
  return facts.id;
}

/** The department behind an id of this type, which the app may see. */
export async function seenDepartment(
  work: Work,
  app: App,
  id: string,
  type: DepartmentIdType,
): Promise<DepartmentFacts> {
  const known = await knownDepartment(work, id, type);
  const [facts] = await departmentFacts(work, app.visible, { only: known });
  if (!facts) throw new FeishuError(40004, 'no dept authority error');
  return facts;
}
