import type { CustomerGroup, GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { ledMembers } from '../customers/index.ts';
import { adminScope, corpZone, scopeFilter, visibleFilter } from '../directory/index.ts';

export interface GroupRow extends Omit<CustomerGroup, 'createdAt'> {
  createdAt: Date;
  settings: GroupSettings;
  role: 'owner' | 'admin' | 'member' | null;
  administered: boolean;
  /** the actor leads whoever owns it, and may by that change its settings, or give it away */
  led: boolean;
  ledRules: boolean;
  ledGive: boolean;
  ownerLeft: boolean | null;
}

export interface GroupFilter {
  /** SQL on `g` (the group), `c` (its chat), `o` (its owner) and `s` (the actor's seat) */
  where: string;
  values: unknown[];
  /** by id instead of newest first, at most so many */
  byId?: number;
}

/** Groups as the actor sees them: those they sit in, those whose owner they administer or lead; an app those whose owner it sees. Newest first. */
export async function groupsISee(work: Work, { where, values, byId }: GroupFilter): Promise<GroupRow[]> {
  const all = [work.corpId, ...values];
  const me = all.push(work.actor.id);
  const ours =
    work.actor.kind === 'app'
      ? await visibleFilter(work, 'o', all)
      : scopeFilter(await adminScope(work), 'o', all);
  const led = await ledMembers(work);
  const owners = [led];
  for (const right of ['group_rules', 'give_groups'] as const)
    owners.push(led.length ? await ledMembers(work, right) : []);
  const [anyhow, rules, give] = owners.map(
    (ids) => `coalesce(c.owner_id = any($${all.push(ids)}::text[]), false)`,
  );
  const since = all.push(new Date(work.now.getTime() - 6 * 24 * 3_600_000));
  const zone = all.push(await corpZone(work));
  return await work.sql<GroupRow>(
    `select * from (
       select g.chat_id "chatId", c.title name, c.owner_id "ownerId", coalesce(o.name, '') "ownerName", h.member_count members,
              (select count(*)::int from customer_group_people p where p.corp_id = $1 and p.chat_id = g.chat_id and p.left_at is null) customers,
              d.joined, d."left", d.messages, c.archived_at is not null dissolved, o.status = 'left' "ownerLeft", g.created_at "createdAt", g.settings, s.role,
              coalesce(${ours}, false) administered, ${anyhow} led, ${rules} "ledRules", ${give} "ledGive"
         from customer_groups g join chats c on c.corp_id = $1 and c.id = g.chat_id
         join chat_heads h on h.corp_id = $1 and h.chat_id = g.chat_id
         left join members o on o.corp_id = $1 and o.id = c.owner_id
         left join chat_seats s on s.corp_id = $1 and s.chat_id = g.chat_id and s.member_id = $${me}
         cross join lateral (select coalesce(sum(x.joined), 0)::int joined, coalesce(sum(x.gone), 0)::int "left", coalesce(sum(x.messages), 0)::int messages
           from customer_group_days x where x.corp_id = $1 and x.chat_id = g.chat_id and x.day >= ($${since}::timestamptz at time zone $${zone})::date) d
        where g.corp_id = $1 and ${where}) t
      where role is not null or administered or led order by ${byId ? '"chatId"' : '"createdAt" desc, "chatId"'} limit ${byId ?? 1_000}`,
    all,
  );
}

/** A group the actor may see. A stranger hears that it does not exist. */
export async function groupToSee(work: Work, chatId: ChatId): Promise<GroupRow> {
  const [row] = await groupsISee(work, { where: 'g.chat_id = $2', values: [chatId] });
  return row ?? fail('groups.group_not_found');
}

export const mayChange = ({ role, administered, ledRules }: GroupRow): boolean =>
  role === 'owner' || role === 'admin' || administered || ledRules;

/** Who it belongs to is for the owner and those above to say; where the owner left, for whoever gives groups away, too. */
export const mayGive = ({ role, administered, ledGive, ownerLeft }: GroupRow): boolean =>
  role === 'owner' || administered || (ledGive && ownerLeft === true);

/** A group that stands and that the actor may change. */
export async function groupToChange(work: Work, chatId: ChatId): Promise<GroupRow> {
  return await standing(work, chatId, mayChange);
}

/** A group that stands and whose owner the actor may say. */
export async function groupToGive(work: Work, chatId: ChatId): Promise<GroupRow> {
  return await standing(work, chatId, mayGive);
}

/** A group that stands and into which the actor may lead customers. */
export async function groupToFill(work: Work, chatId: ChatId): Promise<GroupRow> {
  return await standing(work, chatId, (row) => mayChange(row) || row.led);
}

async function standing(work: Work, chatId: ChatId, may: (row: GroupRow) => boolean): Promise<GroupRow> {
  const row = await groupToSee(work, chatId);
  if (!may(row)) fail('groups.not_yours');
  return row.dissolved ? fail('groups.dissolved') : row;
}

export const toGroup = ({
  createdAt,
  settings: _,
  role: __,
  administered: ___,
  ownerLeft: ____,
  led: _led,
  ledRules: _rules,
  ledGive: _give,
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
