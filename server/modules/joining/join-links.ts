import { joining, type JoinLink } from '@teahouse/contract/joining';
import QRCode from 'qrcode';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implement, implementRaw, type RawCall } from '../../kernel/module.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import { actingMember } from '../../kernel/work.ts';
import { adminScope, departmentToAdminister } from '../directory/index.ts';
import { type LinkRow, linkToAdminister, myLinks } from './joining.access.ts';

const DAY = 24 * 3_600_000;
const PURPOSE = 'join link';

export const listJoinLinks = implementRaw(joining.listJoinLinks, async (call) => ({
  links: (await call.work(myLinks)).map((row) => toLink(call, row)),
}));

export const createJoinLink = implementRaw(
  joining.createJoinLink,
  async (call, { departmentId, needsApproval, days }) => {
    const secret = newSecret();
    const row = await call.work(async (work) => {
      await departmentToAdminister(work, await adminScope(work), departmentId);
      const id = newId('join');
      const expiresAt = new Date(work.now.getTime() + days * DAY);
      await work.db
        .insertInto('join_links')
        .values({
          id,
          department_id: departmentId,
          needs_approval: needsApproval,
          made_by: actingMember(work),
          sealed: seal(call.ports.secret, PURPOSE, secret),
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
      return await linkToAdminister(work, id);
    });
    return toLink(call, row);
  },
);

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
