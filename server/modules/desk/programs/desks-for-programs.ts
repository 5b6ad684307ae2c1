// Desks as programs set them up and look at them. The calls have checked what the program may do.
import type { ChatId, CustomerId, DeskId, FileId, MemberId } from '@teahouse/contract/ids';
import type { DeskState } from '@teahouse/contract/desk-shapes';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { openNewDesk, writeDesk } from '../admin/desks.ts';
import { holdDesk, lastSession } from '../desk.access.ts';
import { deskStirred } from '../session/assign.ts';
import { CLOSED } from '../session/state.ts';
import { setDuty } from '../inbox/my-desks.ts';

export interface DeskFacts {
  id: DeskId;
  code: string;
  name: string;
  logoFileId: FileId | null;
}

const FACTS =
  'select id, code, name, logo_file "logoFileId" from desks where corp_id = $1 and closed_at is null';

/** Desks that take customers, oldest first. */
export const desksInOrder = (
  work: Work,
  { skip, limit }: { skip: number; limit: number },
): Promise<DeskFacts[]> =>
  work.sql<DeskFacts>(`${FACTS} order by id offset ${Math.floor(skip)} limit ${Math.floor(limit)}`, [
    work.corpId,
  ]);

/** A desk that takes customers; fails with desk.desk_not_found. */
export async function deskForProgram(work: Work, id: DeskId): Promise<DeskFacts> {
  const [row] = await work.sql<DeskFacts>(`${FACTS} and id = $2`, [work.corpId, id]);
  return row ?? fail('desk.desk_not_found');
}

/** How many desks the company has. */
export async function countDesks(work: Work): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from desks where corp_id = $1 and closed_at is null',
    [work.corpId],
  );
  return row!.n;
}

/** A desk where a program answers first. */
export const makeDesk = (
  work: Work,
  { name, logoFileId }: { name: string; logoFileId?: FileId | undefined },
): Promise<DeskId> =>
  openNewDesk(work, { name, bot: false, program: true, ...(logoFileId ? { logoFileId } : {}) }, []);

/** Another name or face. */
export async function renameDesk(
  work: Work,
  id: DeskId,
  { name, logoFileId }: { name?: string | undefined; logoFileId?: FileId | undefined },
): Promise<void> {
  await holdDesk(work, id);
  await writeDesk(work, id, {
    ...(name === undefined ? {} : { name }),
    ...(logoFileId ? { logoFileId } : {}),
  });
}

/** Takes no new customers from now on. */
export async function shutDesk(work: Work, id: DeskId): Promise<void> {
  await work.sql('update desks set closed_at = coalesce(closed_at, $3) where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    work.now,
  ]);
  await work.audit({ action: 'desk.desk_changed', object: id });
}

export interface DeskServerFacts {
  memberId: MemberId;
  onDuty: boolean;
}

/** Who serves at a desk. */
export const deskServers = (work: Work, id: DeskId): Promise<DeskServerFacts[]> =>
  work.sql<DeskServerFacts>(
    `select x.member_id "memberId", x.on_duty and m.status = 'active' "onDuty" from desk_members x
       join members m on m.corp_id = $1 and m.id = x.member_id where x.corp_id = $1 and x.desk_id = $2 order by x.member_id`,
    [work.corpId, id],
  );

/** These members serve from now on; resolves with those who are new to it. */
export async function seatServers(
  work: Work,
  id: DeskId,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  await holdDesk(work, id);
  const fresh = await work.sql<{ id: MemberId }>(
    `insert into desk_members (corp_id, desk_id, member_id) select $1, $2, m from unnest($3::text[]) m on conflict do nothing returning member_id id`,
    [work.corpId, id, [...new Set(memberIds)]],
  );
  // Programs expect that whom they name serves at once; people go off duty themselves.
  for (const { id: memberId } of fresh) await setDuty(work, id, memberId, true);
  await work.audit({ action: 'desk.desk_changed', object: id });
  return fresh.map((f) => f.id);
}

/** These members serve no longer; what they have in hand they end. Resolves with those who did serve. */
export async function unseatServers(
  work: Work,
  id: DeskId,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  await holdDesk(work, id);
  const gone = await work.sql<{ id: MemberId }>(
    'delete from desk_members where corp_id = $1 and desk_id = $2 and member_id = any($3) returning member_id id',
    [work.corpId, id, memberIds],
  );
  await work.emit(deskStirred, { deskId: id });
  await work.audit({ action: 'desk.desk_changed', object: id });
  return gone.map((g) => g.id);
}

/** The chat of this person with a desk; undefined where they have never come. */
export async function chatAtDesk(
  work: Work,
  deskId: DeskId,
  rootId: CustomerId,
): Promise<ChatId | undefined> {
  const [row] = await work.sql<{ id: ChatId }>(
    `select x.chat_id id from desk_chats x join customers c on c.corp_id = $1 and c.id = x.customer_id
      where x.corp_id = $1 and x.desk_id = $2 and c.root_id = $3 order by x.heard_at desc nulls last, x.chat_id limit 1`,
    [work.corpId, deskId, rootId],
  );
  return row?.id;
}

/** How the newest session of a chat stands; 4 also where there was none. */
export async function standOf(
  work: Work,
  chatId: ChatId,
): Promise<{ state: DeskState; memberId: MemberId | null }> {
  const last = await lastSession(work, chatId);
  return { state: (last?.state ?? CLOSED) as DeskState, memberId: last?.state === 3 ? last.memberId : null };
}

export interface VisitorFacts {
  rootId: CustomerId;
  name: string;
  scene: string;
  sceneParam: string;
}

/** Of these people, those who have been at a desk: what they are called, and by which link they came last. */
export const visitors = (work: Work, rootIds: readonly CustomerId[]): Promise<VisitorFacts[]> =>
  work.sql<VisitorFacts>(
    `select distinct on (r.id) r.id "rootId", r.name, x.scene, x.scene_param "sceneParam"
       from customers r join customers c on c.corp_id = $1 and c.root_id = r.id
       join desk_chats x on x.corp_id = $1 and x.customer_id = c.id
      where r.corp_id = $1 and r.id = any($2) order by r.id, x.heard_at desc nulls last, x.chat_id`,
    [work.corpId, rootIds],
  );
