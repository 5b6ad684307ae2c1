import { joining, type JoinLink } from '@teahouse/contract/joining';
import type { DepartmentId, JoinLinkId } from '@teahouse/contract/ids';
import QRCode from 'qrcode';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implement, implementRaw, type RawCall } from '../../kernel/module.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope, departmentsByNo, departmentToAdminister } from '../directory/index.ts';
import { type LinkRow, linkToAdminister, myLinks } from './joining.access.ts';

const DAY = 24 * 3_600_000;
const PURPOSE = 'join link';

export const listJoinLinks = implementRaw(joining.listJoinLinks, async (call) => ({
  links: (await call.work(myLinks)).map((row) => toLink(call, row)),
}));

export const createJoinLink = implementRaw(
  joining.createJoinLink,
  async (call, { departmentId, needsApproval, days }) => {
    const row = await call.work(async (work) => {
      const { id } = await makeJoinLink(work, call.ports.secret, { departmentId, needsApproval, days });
      return await linkToAdminister(work, id);
    });
    return toLink(call, row);
  },
);

/** A link into a department the actor administers. `key` is the installation's, which seals the secret. */
async function makeJoinLink(
  work: Work,
  key: Buffer,
  { departmentId, needsApproval, days }: { departmentId: DepartmentId; needsApproval: boolean; days: number },
): Promise<{ id: JoinLinkId; secret: string }> {
  await departmentToAdminister(work, await adminScope(work), departmentId);
  const id = newId('join');
  const secret = newSecret();
  const expiresAt = new Date(work.now.getTime() + days * DAY);
  await work.db
    .insertInto('join_links')
    .values({
      id,
      department_id: departmentId,
      needs_approval: needsApproval,
      made_by: work.actor.id,
      sealed: seal(key, PURPOSE, secret),
      expires_at: expiresAt,
      created_at: work.now,
    })
    .execute();
  await handOutKey(work, 'join_link', { opens: id, holder: id, expiresAt, secret });
  await work.audit({
    action: 'joining.link_created',
    object: id,
    detail: { departmentId, needsApproval, days },
  });
  return { id, secret };
}

/** The secret of a link into the company that lasts about a week: one that this actor asked for today, or a new one. */
export async function joinLinkFor(work: Work, key: Buffer): Promise<string> {
  const [known] = await work.sql<{ sealed: string }>(
    `select sealed from join_links where corp_id = $1 and made_by = $2 and closed_at is null and expires_at > $3
      order by expires_at desc limit 1`,
    [work.corpId, work.actor.id, new Date(work.now.getTime() + 6 * DAY)],
  );
  const secret = known && unseal(key, PURPOSE, known.sealed);
  if (secret !== undefined) return secret;
  const root = (await departmentsByNo(work, [1])).get(1)!;
  return (await makeJoinLink(work, key, { departmentId: root, needsApproval: true, days: 7 })).secret;
}

/** A QR code as PNG, so many pixels wide. */
export async function joinQr(url: string, width: number): Promise<Buffer> {
  return await QRCode.toBuffer(url, { type: 'png', errorCorrectionLevel: 'M', margin: 2, width });
}

export const closeJoinLink = implement(joining.closeJoinLink, async (work, { linkId }) => {
  await linkToAdminister(work, linkId);
  await takeBackKeys(work, { kind: 'join_link', opens: linkId });
  await work.db.updateTable('join_links').set({ closed_at: work.now }).where('id', '=', linkId).execute();
  await work.audit({ action: 'joining.link_closed', object: linkId });
  return {};
});

export const joinLinkQr = implementRaw(joining.joinLinkQr, async (call, { linkId }) => {
  const { url } = toLink(call, await call.work((work) => linkToAdminister(work, linkId)));
  if (!url) return fail('joining.link_not_found');
  const svg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  call.reply.header('content-type', 'image/svg+xml; charset=utf-8');
  call.reply.header('cache-control', 'private, no-store');
  return Buffer.from(svg);
});

function toLink(call: RawCall, row: LinkRow): JoinLink {
  const open = !row.closed_at && row.expires_at > call.now && row.names;
  const secret = open ? unseal(call.ports.secret, PURPOSE, row.sealed) : undefined;
  return {
    id: row.id,
    departmentId: row.department_id,
    departmentNames: row.names ?? [],
    needsApproval: row.needs_approval,
    expiresAt: row.expires_at.toISOString(),
    url: secret ? `${originOf(call)}/join/${secret}` : null,
    uses: row.uses,
  };
}

function originOf(call: RawCall): string {
  return new URL(call.ports.settings.publicUrl ?? `${call.request.protocol}://${call.request.host}`).origin;
}
