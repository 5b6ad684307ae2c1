import { randomBytes } from 'node:crypto';

/** A form with one file in it, as bytes. */
export function formWith(
  field: string,
  { name, mime, bytes }: { name: string; mime: string; bytes: Buffer },
): { body: Buffer; headers: Record<string, string> } {
  const boundary = `----teahouse${randomBytes(12).toString('hex')}`;
  const safe = name.replaceAll(/["\r\n]/g, '_');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${safe}"; filelength=${bytes.length}\r\nContent-Type: ${mime}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
