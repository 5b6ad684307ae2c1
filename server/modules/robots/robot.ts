import { randomBytes, randomUUID } from 'node:crypto';
import type { ChatId, FileId, MemberId, RobotId } from '@teahouse/contract/ids';
import type { Robot, RobotKind } from '@teahouse/contract/robots';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { newId } from '../../kernel/ids.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';
import { letSpeak, nameSpeaker } from '../messaging/index.ts';

export interface RobotRow {
  id: RobotId;
  chat_id: ChatId;
  kind: RobotKind;
  name: string;
  picture_file: FileId | null;
  key_sealed: string;
  secret_sealed: string | null;
  keywords: string[];
  enabled: boolean;
  made_by: MemberId | null;
  created_at: Date;
}

const KEY = 'robot key';
const SECRET = 'robot secret';
const MOST_IN_CHAT = 20;

/** The robots of a chat, oldest first. The caller has checked who may know. */
export async function robotsOf(work: Work, chatId: ChatId): Promise<RobotRow[]> {
  return await work.sql<RobotRow>(
    'select * from robots where corp_id = $1 and chat_id = $2 order by created_at, id',
    [work.corpId, chatId],
  );
}

/** One robot of a chat. Fails with robots.not_found. */
export async function robotIn(work: Work, chatId: ChatId, robotId: RobotId): Promise<RobotRow> {
  const [row] = await work.sql<RobotRow>(
    'select * from robots where corp_id = $1 and chat_id = $2 and id = $3 for update',
    [work.corpId, chatId, robotId],
  );
  return row ?? fail('robots.not_found');
}

export interface NewRobot {
  chatId: ChatId;
  name: string;
  kind: RobotKind;
  picture?: FileId | undefined;
  /** what messages are signed with; none: no signature is asked for */
  secret?: string | undefined;
  by: MemberId | null;
}

/** A robot with its key. `sealing` is the installation's own secret. The caller has checked who may. Fails with robots.too_many. */
export async function createRobot(work: Work, sealing: Buffer, robot: NewRobot): Promise<RobotRow> {
  const here = await robotsOf(work, robot.chatId);
  if (here.length >= MOST_IN_CHAT) fail('robots.too_many');
  const id = newId('bot');
  const key = newKey(robot.kind);
  const [row] = await work.sql<RobotRow>(
    `insert into robots (corp_id, id, chat_id, kind, name, picture_file, key_sealed, secret_sealed, made_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning *`,
    [
      work.corpId,
      id,
      robot.chatId,
      robot.kind,
      robot.name,
      robot.picture ?? null,
      seal(sealing, KEY, key),
      robot.secret === undefined ? null : seal(sealing, SECRET, robot.secret),
      robot.by,
      work.now,
    ],
  );
  await handOutKey(work, 'robot', { secret: key, opens: id, holder: id });
  await introduce(work, row!);
  await letSpeak(work, robot.chatId, id);
  await work.audit({
    action: 'robots.robot_added',
    object: id,
    detail: { chatId: robot.chatId, kind: robot.kind },
  });
  return row!;
}

/** Says what a robot is called and looks like. */
export function introduce(work: Work, { id, name, picture_file: picture }: RobotRow): Promise<void> {
  const avatar = picture ? `/api/files/${picture}/thumb?size=320` : null;
  return nameSpeaker(work, { id, kind: 'robot', name, avatar });
}

/** Another key; the old one opens nothing any more. */
export async function renewKey(work: Work, sealing: Buffer, robot: RobotRow): Promise<RobotRow> {
  await takeBackKeys(work, { kind: 'robot', holder: robot.id });
  const key = newKey(robot.kind);
  await handOutKey(work, 'robot', { secret: key, opens: robot.id, holder: robot.id });
  const key_sealed = seal(sealing, KEY, key);
  await work.sql('update robots set key_sealed = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    robot.id,
    key_sealed,
  ]);
  await work.audit({ action: 'robots.key_renewed', object: robot.id });
  return { ...robot, key_sealed };
}

export const sealedSecret = (sealing: Buffer, secret: string) => seal(sealing, SECRET, secret);
export const newSigningSecret = () => `SEC${randomBytes(32).toString('hex')}`;

/** What messages must be signed with; undefined where nothing is asked. */
export function signingSecret(sealing: Buffer, robot: RobotRow): string | undefined {
  if (robot.secret_sealed === null) return undefined;
  const secret = unseal(sealing, SECRET, robot.secret_sealed);
  if (secret === undefined)
    throw new Error(`the secret of ${robot.id} cannot be opened with this installation's key`);
  return secret;
}

/** The key of a robot and the address it makes, in the form its kind has. */
export function addressOf(sealing: Buffer, origin: string, robot: RobotRow): { key: string; url: string } {
  const key = unseal(sealing, KEY, robot.key_sealed);
  if (key === undefined)
    throw new Error(`the key of ${robot.id} cannot be opened with this installation's key`);
  const paths: Record<RobotKind, string> = {
    wecom: `/cgi-bin/webhook/send?key=${key}`,
    dingtalk: `/robot/send?access_token=${key}`,
    feishu: `/open-apis/bot/v2/hook/${key}`,
  };
  return { key, url: origin + paths[robot.kind] };
}

/** A robot for the client; `sealing` only where the reader may know its address. */
export function toRobot(row: RobotRow, address: { sealing: Buffer; origin: string } | undefined): Robot {
  return {
    id: row.id,
    chatId: row.chat_id,
    kind: row.kind,
    name: row.name,
    avatar: row.picture_file ? `/api/files/${row.picture_file}/thumb?size=320` : null,
    enabled: row.enabled,
    by: row.made_by,
    createdAt: row.created_at.toISOString(),
    url: address ? addressOf(address.sealing, address.origin, row).url : null,
    secret: address ? (signingSecret(address.sealing, row) ?? null) : null,
    keywords: row.keywords,
  };
}

/** Keys look as each kind's clients expect: a UUID, or 64 hex digits. */
const newKey = (kind: RobotKind) => (kind === 'dingtalk' ? randomBytes(32).toString('hex') : randomUUID());
