import { randomBytes } from 'node:crypto';
import type { MemberId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import type { RobotKind } from '@teahouse/contract/robots';
import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Throttles } from '../../kernel/throttle.ts';
import { system, type Work } from '../../kernel/work.ts';
import { fileById, type keepBytes } from '../files/index.ts';
import { postAs } from '../messaging/index.ts';
import type { RobotRow } from './robot.ts';

/** Wrong keys of one address by the minute; whoever tries more is not asked again for a while. */
const guesses = { name: 'robot key guesses', most: 30, perMs: 60_000 };
const paces: Record<RobotKind, readonly { name: string; most: number; perMs: number }[]> = {
  wecom: [{ name: 'robot', most: 20, perMs: 60_000 }],
  dingtalk: [{ name: 'robot', most: 20, perMs: 60_000 }],
  feishu: [
    { name: 'robot', most: 100, perMs: 60_000 },
    { name: 'robot at once', most: 5, perMs: 1_000 },
  ],
};

export type RobotFinding = { shift: Shift; robot: RobotRow } | 'unknown' | 'guessing' | 'stopped';

/**
 * The robot whose key a stranger shows, and a shift in its company. Every try counts until it turns out right, so that keys cannot be
 * tried in bulk.
 */
export async function openRobot(
  { request, ports, now }: ForeignCall,
  kind: RobotKind,
  key: string,
): Promise<RobotFinding> {
  if (!(await ports.throttles.take([guesses, request.ip]))) return 'guessing';
  const found = key.length <= 200 ? await ports.frontDesk.whoseKey('robot', key) : undefined;
  if (!found) return 'unknown';
  const { corpId } = found;
  const shift: Shift = {
    corpId,
    ports,
    now,
    work: (run, actor) => ports.openWork(corpId, actor ?? system, run),
  };
  const [robot] = await shift.work((work) =>
    work.sql<RobotRow>('select * from robots where corp_id = $1 and id = $2', [corpId, found.opens]),
  );
  if (!robot || robot.kind !== kind) return 'unknown';
  await ports.throttles.giveBack([guesses, request.ip]);
  return robot.enabled ? { shift, robot } : 'stopped';
}

/** Does a message hold one of the words the robot asks for? Where it asks for none, every one does. */
export const holdsKeyword = ({ keywords }: RobotRow, { b }: { b: object }): boolean =>
  keywords.length === 0 ||
  keywords.some((word) => JSON.stringify(b).includes(JSON.stringify(word).slice(1, -1)));

/** Counts a message; false when the robot has said enough for now. */
export const mayRobotSpeak = (throttles: Throttles, robot: RobotRow): Promise<boolean> =>
  throttles.take(...paces[robot.kind].map((pace): [typeof pace, string] => [pace, robot.id]));

/** Says something in the robot's chat. */
export async function robotSpeaks(
  work: Work,
  robot: RobotRow,
  { draft, at }: { draft: Draft | ProgramDraft; at: (MemberId | 'all')[] },
): Promise<void> {
  await postAs(work, { speakerId: robot.id, chatId: robot.chat_id, cid: crypto.randomUUID(), draft, at });
}

const LIFE_MS = 3 * 24 * 3_600_000;

/** Names a file this robot uploaded, for three days and for itself. */
export async function keepRobotMedia(
  work: Work,
  robot: RobotRow,
  { fileId, type }: { fileId: Awaited<ReturnType<typeof keepBytes>>['id']; type: 'file' | 'voice' | 'image' },
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await work.sql('delete from robot_media where corp_id = $1 and expires_at < $2', [work.corpId, work.now]);
  await work.sql(
    'insert into robot_media (corp_id, id, robot_id, file_id, type, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [work.corpId, id, robot.id, fileId, type, new Date(work.now.getTime() + LIFE_MS)],
  );
  return id;
}

/** The file a robot named; undefined where it is not this robot's, or its days are over. */
export async function robotMedia(
  work: Work,
  robot: RobotRow,
  mediaId: string,
): Promise<Awaited<ReturnType<typeof fileById>>> {
  const [row] = await work.sql<{ file_id: `file_${string}` }>(
    'select file_id from robot_media where corp_id = $1 and id = $2 and robot_id = $3 and expires_at > $4',
    [work.corpId, mediaId, robot.id, work.now],
  );
  return row && (await fileById(work, row.file_id));
}
