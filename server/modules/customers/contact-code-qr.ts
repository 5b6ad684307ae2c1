import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import QRCode from 'qrcode';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { codeToUse, linkOf } from './contact-code.access.ts';
import { posterOf } from './poster.ts';

export const contactCodeQr = implementRaw(contactCodes.contactCodeQr, async (call, { codeId, as }) => {
  const { row, corpName } = await call.work(async (work) => {
    const [corp] = await work.sql<{ name: string }>('select name from corps where corp_id = $1', [
      work.corpId,
    ]);
    return { row: await codeToUse(work, codeId), corpName: corp?.name ?? '' };
  });
  return await codePicture(call, { url: linkOf(call, row.code), corpName, name: row.name, as });
});

/** A link as a QR code to show, or as a poster to print; sets the headers of the answer. */
export async function codePicture(
  call: RawCall,
  { url, corpName, name, as }: { url: string; corpName: string; name: string; as: 'svg' | 'png' | 'poster' },
): Promise<Buffer> {
  call.reply.headers({
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  if (as === 'png') {
    call.reply.type('image/png');
    return await pngOf(url);
  }
  call.reply.type('image/svg+xml; charset=utf-8');
  const svg = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return Buffer.from(as === 'svg' ? svg : posterOf({ svg, url, corpName, name }));
}

/** Whoever knows the code may show it as a picture; it says no more than the link itself. */
export const contactMeQr = implementRaw(customerPage.contactMeQr, async (call, { key }) => {
  call.reply.type('image/png');
  call.reply.header('cache-control', 'public, max-age=86400');
  return await pngOf(linkOf(call, key));
});

const pngOf = (url: string) => QRCode.toBuffer(url, { errorCorrectionLevel: 'M', margin: 4, width: 960 });
