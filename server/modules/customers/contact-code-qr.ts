import { contactCodes } from '@teahouse/contract/contact-codes';
import QRCode from 'qrcode';
import { implementRaw } from '../../kernel/module.ts';
import { codeToUse, linkOf } from './contact-code.access.ts';
import { posterOf } from './poster.ts';

export const contactCodeQr = implementRaw(contactCodes.contactCodeQr, async (call, { codeId, as }) => {
  const { row, corpName } = await call.work(async (work) => {
    const [corp] = await work.sql<{ name: string }>('select name from corps where corp_id = $1', [
      work.corpId,
    ]);
    return { row: await codeToUse(work, codeId), corpName: corp?.name ?? '' };
  });
  const url = linkOf(call, row.code);
  call.reply.headers({
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  if (as === 'png') {
    call.reply.type('image/png');
    return await QRCode.toBuffer(url, { errorCorrectionLevel: 'M', margin: 4, width: 960 });
  }
  call.reply.type('image/svg+xml; charset=utf-8');
  const svg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return Buffer.from(as === 'svg' ? svg : posterOf({ svg, url, corpName, name: row.name }));
});
