import type { CustomerGroup, GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope, corpZone, scopeFilter, visibleFilter } from '../directory/index.ts';

export interface GroupRow extends Omit<CustomerGroup, 'createdAt'> {
  createdAt: Date;
  settings: GroupSettings;
  role: 'owner' | 'admin' | 'member' | null;
  administered: boolean;
  ownerLeft: boolean | null;
}

export interface GroupFilter {
  /** SQL on `g` (the group), `c` (its chat), `o` (its owner) and `s` (the actor's seat) */
  where: string;
  values: unknown[];
  /** by id instead of newest first, at most so many */
  byId?: number;
}

/** Groups as the actor sees them: those they sit in, those whose owner they administer; an app those whose owner it sees. Newest first. */
export async function groupsISee(work: Work, { where, values, byId }: GroupFilter): Promise<GroupRow[]> {
  const all = [work.corpId, ...values];
  const me = all.push(work.actor.id);
  const ours =
    work.actor.kind === 'app'
      ? await visibleFilter(work, 'o', all)
      : scopeFilter(await adminScope(work), 'o', all);
  const since = all.push(new Date(work.now.getTime() - 6 * 24 * 3_600_000));
  const zone = all.push(await corpZone(work));
  return await work.sql<GroupRow>(
    `select * from (
       select g.chat_id "chatId", c.title name, c.owner_id "ownerId", coalesce(o.name, '') "ownerName", h.member_count members,
              (select count(*)::int from customer_group_people p where p.corp_id = $1 and p.chat_id = g.chat_id and p.left_at is null) customers,
              d.joined, d."left", d.messages, c.archived_at is not null dissolved, o.status = 'left' "ownerLeft", g.created_at "createdAt", g.settings, s.role,
              coalesce(${ours}, false) administered
         from customer_groups g join chats c on c.corp_id = $1 and c.id = g.chat_id
         join chat_heads h on h.corp_id = $1 and h.chat_id = g.chat_id
         left join members o on o.corp_id = $1 and o.id = c.owner_id
         left join chat_seats s on s.corp_id = $1 and s.chat_id = g.chat_id and s.member_id = $${me}
         cross join lateral (select coalesce(sum(x.joined), 0)::int joined, coalesce(sum(x.gone), 0)::int "left", coalesce(sum(x.messages), 0)::int messages
           from customer_group_days x where x.corp_id = $1 and x.chat_id = g.chat_id and x.day >= ($${since}::timestamptz at time zone $${zone})::date) d
        where g.corp_id = $1 and ${where}) t
      where role is not null or administered order by ${byId ? '"chatId"' : '"createdAt" desc, "chatId"'} limit ${byId ?? 1_000}`,
    all,
  );
}

/** A group the actor may see. A stranger hears that it does not exist. */
export async function groupToSee(work: Work, chatId: ChatId): Promise<GroupRow> {
  const [row] = await groupsISee(work, { where: 'g.chat_id = $2', values: [chatId] });
  return row ?? fail('groups.group_not_found');
}

export const mayChange = ({ role, administered }: GroupRow): boolean =>
  role === 'owner' || role === 'admin' || administered;

/** A group that stands and that the actor may change. */
export async function groupToChange(work: Work, chatId: ChatId): Promise<GroupRow> {
  const row = await groupToSee(work, chatId);
  if (!mayChange(row)) fail('groups.not_yours');
  return row.dissolved ? fail('groups.dissolved') : row;
}

export const toGroup = ({
  createdAt,
  settings: _,
  role: __,
  administered: ___,
  ownerLeft: ____,
  ...group
}: GroupRow): CustomerGroup => ({ ...group, createdAt: createdAt.toISOString() });

/** Who owns it now; null where nobody does. */
export async function ownerOf(work: Work, chatId: ChatId): Promise<MemberId | null> {
  const [row] = await work.sql<{ id: MemberId | null }>(
    'select owner_id id from chats where corp_id = $1 and id = $2',
    [work.corpId, chatId],
  );
  return row?.id ?? null;
}
