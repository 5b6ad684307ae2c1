import type { CorpId, MemberId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import type { Ports } from '../../kernel/ports.ts';
import { system } from '../../kernel/work.ts';
import { addMember, foundCorp } from '../directory/index.ts';
import { hashPassword } from './password.ts';
import { mustBeStrong } from './password-rules.ts';
import { refreshLogins, setPasswordHash } from './set-password.ts';

export interface NewCorp {
  name: string;
  ownerName: string;
  ownerEmail: string;
  password: string;
  locale?: 'zh' | 'en';
  /** IANA */
  zone?: string;
  /** the owner's handle; by default the mail's part before the @ */
  userid?: string;
}

/** A company and its owner, who can sign in at once. Throws identity.weak_password. */
export async function createCorp(
  ports: Pick<Ports, 'openWork'>,
  corp: NewCorp,
): Promise<{ corpId: CorpId; ownerId: MemberId }> {
  const userid = corp.userid ?? corp.ownerEmail.split('@')[0]!;
  mustBeStrong(corp.password, [userid, corp.ownerName, corp.ownerEmail, corp.name]);
  const hash = await hashPassword(corp.password);
  const corpId = newId('corp');
  const ownerId = await ports.openWork(corpId, system, async (work) => {
    const { rootId } = await foundCorp(work, {
      name: corp.name,
      ...(corp.locale ? { locale: corp.locale } : {}),
      ...(corp.zone ? { zone: corp.zone } : {}),
    });
    const id = await addMember(work, {
      userid,
      name: corp.ownerName,
      email: corp.ownerEmail,
      departments: [rootId],
    });
    await setPasswordHash(work, id, hash);
    await work.db.insertInto('admins').values({ member_id: id, role: 'owner', since: work.now }).execute();
    await refreshLogins(work, id);
    await work.audit({ action: 'identity.corp_created', object: id, detail: { name: corp.name } });
    return id;
  });
  return { corpId, ownerId };
}
