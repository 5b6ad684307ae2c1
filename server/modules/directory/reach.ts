import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

export interface Reach {
  id: MemberId;
  name: string;
  email: string | null;
  locale: 'zh' | 'en';
  /** IANA zone of the company */
  zone: string;
  corpName: string;
}

/** How the house itself reaches these members, in which language; only those who are active. Not for showing to colleagues. */
export async function reachOf(work: Work, ids: readonly MemberId[]): Promise<Map<MemberId, Reach>> {
  if (ids.length === 0) return new Map();
  const rows = await work.sql<Reach>(
    `select m.id, m.name, m.email, coalesce(m.locale, c.locale) locale, c.zone, c.name "corpName"
       from members m join corps c on c.corp_id = $1
      where m.corp_id = $1 and m.id = any($2) and m.status = 'active'`,
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r]));
}

/** A page of active members with a mail address, by id after `after`. */
export async function membersWithMail(work: Work, after: string, most: number): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and id > $2 and status = 'active' and email is not null order by id limit $3`,
    [work.corpId, after, most],
  );
  return rows.map((r) => r.id);
}

/** IANA zone of the company. */
export async function corpZone(work: Work): Promise<string> {
  const [row] = await work.sql<{ zone: string }>('select zone from corps where corp_id = $1', [work.corpId]);
  return row?.zone ?? 'UTC';
}
