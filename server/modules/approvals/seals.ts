import { createHmac, timingSafeEqual } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { ApprovalId, type MemberId } from '@teahouse/contract/ids';
import QRCode from 'qrcode';
import { fail } from '../../kernel/fail.ts';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { approvalToSee } from './approvals.access.ts';
import { eventHash } from './commands/keep.ts';
import { statusOf } from './commands/run-command.ts';
import { evolve } from './engine/evolve.ts';
import { draft, type Event } from './engine/state.ts';

interface Line {
  seq: number;
  actor: string | null;
  at: Date;
  payload: Event;
  files: string[];
  hash: string;
}

const journal = async (work: Work, id: ApprovalId) =>
  await work.sql<Line>(
    `select seq, actor, at, payload, files, hash from approval_events
      where corp_id = $1 and approval_id = $2 order by seq`,
    [work.corpId, id],
  );

/** The installation's own signature under "this request stood like this after that event". */
const signature = (secret: Buffer, corpId: string, id: string, line: Pick<Line, 'seq' | 'hash'>) =>
  createHmac('sha256', secret)
    .update(['approval seal', corpId, id, line.seq, line.hash].join('\n'))
    .digest()
    .subarray(0, 18)
    .toString('base64url');

async function sealOf(call: RawCall, id: ApprovalId) {
  return await call.work(async (work) => {
    await approvalToSee(work, id);
    const [last] = await work.sql<Pick<Line, 'seq' | 'hash'>>(
      'select seq, hash from approval_events where corp_id = $1 and approval_id = $2 order by seq desc limit 1',
      [work.corpId, id],
    );
    const { seq, hash } = last ?? fail('approvals.not_found');
    const code = `${id}~${seq}~${signature(call.ports.secret, work.corpId, id, { seq, hash })}`;
    const { publicUrl } = call.ports.settings;
    const base = publicUrl ?? `${call.request.protocol}://${call.request.host}`;
    return { code, url: new URL(`/approvals/verify/${code}`, base).href, seq, hash };
  });
}

export const sealApproval = implementRaw(approvals.sealApproval, async (call, { approvalId }) =>
  sealOf(call, approvalId),
);

export const sealQr = implementRaw(approvals.sealQr, async (call, { approvalId }) => {
  const { url } = await sealOf(call, approvalId);
  call.reply.headers({
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  call.reply.type('image/svg+xml; charset=utf-8');
  return Buffer.from(await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }));
});

export const checkSeal = implementRaw(approvals.checkSeal, async (call, { code }) => {
  const [asked = '', number = '', signed = ''] = code.split('~');
  const id = ApprovalId.safeParse(asked).data ?? fail('approvals.bad_seal');
  return await call.work(async (work) => {
    await approvalToSee(work, id);
    const lines = await journal(work, id);
    const line = lines.find((l) => String(l.seq) === number) ?? fail('approvals.bad_seal');
    const wanted = Buffer.from(signature(call.ports.secret, work.corpId, id, line));
    const given = Buffer.from(signed);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) fail('approvals.bad_seal');
    const [row] = await work.sql<{
      no: string;
      title: string;
      title_en: string | null;
      applicant: MemberId;
      submitted_at: Date;
    }>('select no, title, title_en, applicant, submitted_at from approvals where corp_id = $1 and id = $2', [
      work.corpId,
      id,
    ]);
    const statusAfter = (n: number) =>
      statusOf({
        state: lines.filter((l) => l.seq <= n).reduce((state, l) => evolve(state, l.payload), draft),
      });
    const last = lines.at(-1)!;
    return {
      id,
      no: row!.no,
      name: row!.title,
      en: row!.title_en,
      applicantId: row!.applicant,
      submittedAt: row!.submitted_at.toISOString(),
      printed: {
        seq: line.seq,
        hash: line.hash,
        status: statusAfter(line.seq),
        at: line.at.toISOString(),
      },
      now: { seq: last.seq, hash: last.hash, status: statusAfter(last.seq) },
      unbroken: unbroken(lines),
    };
  });
});

function unbroken(lines: readonly Line[]): boolean {
  let before = '';
  return lines.every((l, i) => {
    const hash = eventHash(before, {
      seq: l.seq,
      actor: l.actor,
      at: l.at,
      payload: JSON.stringify(l.payload),
      files: l.files,
    });
    before = l.hash;
    return hash === l.hash && l.seq === i + 1;
  });
}
