import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { activateMember, addMember } from '../directory/index.ts';
import type { Sso } from './sso-provider.ts';

export interface Claims {
  sub: string;
  email_verified?: unknown;
  name?: unknown;
  [claim: string]: unknown;
}

/**
 * The member an identity provider speaks of: whoever its subject was linked to, else the one whose mail or userid it names and who
 * is linked to nobody yet, else a new one where the company wants that. Undefined when there is none.
 */
export async function memberFor(work: Work, sso: Sso, claims: Claims): Promise<MemberId | undefined> {
  const [linked] = await work.sql<{ id: MemberId; status: string }>(
    `select m.id, m.status from sso_subjects s join members m on m.corp_id = $1 and m.id = s.member_id
      where s.corp_id = $1 and s.issuer = $2 and s.subject = $3`,
    [work.corpId, sso.issuer, claims.sub],
  );
  if (linked) return linked.status === 'active' ? linked.id : undefined;
  const name = claims[sso.claim];
  if (typeof name !== 'string' || !name) return undefined;
  // A mail the provider itself doubts proves nothing.
  if (sso.match === 'email' && claims.email_verified === false) return undefined;
  const id =
    (await unlinked(work, sso, name)) ??
    (sso.createMembers ? await create(work, sso, name, claims) : undefined);
  if (!id) return undefined;
  await work.db
    .insertInto('sso_subjects')
    .values({ issuer: sso.issuer, subject: claims.sub, member_id: id, since: work.now })
    .execute();
  await work.audit({ action: 'identity.sso_linked', object: id, detail: { subject: claims.sub } });
  await activateMember(work, id);
  return id;
}

async function unlinked(work: Work, sso: Sso, name: string): Promise<MemberId | undefined> {
  const column = sso.match === 'email' ? 'email' : 'userid';
  const [row] = await work.sql<{ id: MemberId }>(
    `select id from members m where corp_id = $1 and lower(${column}) = lower($2) and status in ('active', 'invited')
        and not exists (select from sso_subjects s where s.corp_id = $1 and s.issuer = $3 and s.member_id = m.id)`,
    [work.corpId, name, sso.issuer],
  );
  return row?.id;
}

async function create(work: Work, sso: Sso, name: string, claims: Claims): Promise<MemberId | undefined> {
  const userid = sso.match === 'userid' ? name : name.split('@')[0]!;
  const email = sso.match === 'email' ? name : null;
  const taken = await work.sql(
    `select from members where corp_id = $1 and (lower(userid) = lower($2) or (lower(email) = lower($3) and status <> 'left'))`,
    [work.corpId, userid, email],
  );
  if (taken.length) return undefined;
  const [root] = await work.sql<{ id: DepartmentId }>(
    'select id from departments where corp_id = $1 and no = 1',
    [work.corpId],
  );
  const shown = typeof claims.name === 'string' && claims.name.trim() ? claims.name.trim() : userid;
  return await addMember(work, {
    userid,
    name: shown.slice(0, 60),
    email,
    departments: root ? [root.id] : [],
  });
}
