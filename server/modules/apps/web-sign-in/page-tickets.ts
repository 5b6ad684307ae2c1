import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const LIFE_S = 7_200;
/** In the last tenth of its life the next ticket is handed out. */
const RENEW_S = LIFE_S / 10;

export interface PageTicket {
  ticket: string;
  /** whole seconds it is still good for */
  expiresIn: number;
}

/** Whose pages: a company's, or one app's. */
export interface TicketOf {
  corpId: string;
  appId?: string;
}

/**
 * The ticket with which pages sign what they ask of the client. It is made from the hour, so every replica hands out the same and
 * nothing is kept; in its last minutes the next one is given.
 */
export function pageTicket(key: Buffer, of: TicketOf, now: Date): PageTicket {
  const second = Math.floor(now.getTime() / 1000);
  const slot = Math.floor((second + RENEW_S) / LIFE_S);
  return { ticket: ticketFor(key, of, slot), expiresIn: Math.min((slot + 1) * LIFE_S - second, LIFE_S) };
}

/** Lower-case hex SHA-1 over the four values; `url` counts without its fragment. */
export function pageSignature(ticket: string, nonce: string, timestamp: string, url: string): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url.split('#')[0]}`;
  return createHash('sha1').update(text).digest('hex');
}

/** Was this signed with a ticket that is good now? */
export function isSigned(
  key: Buffer,
  of: TicketOf,
  signed: { nonce: string; timestamp: string; url: string; signature: string },
  now: Date,
): boolean {
  const slot = Math.floor(now.getTime() / 1000 / LIFE_S);
  return [slot, slot + 1, slot - 1].some((s) => {
    const right = Buffer.from(
      pageSignature(ticketFor(key, of, s), signed.nonce, signed.timestamp, signed.url),
    );
    const given = Buffer.from(signed.signature.toLowerCase());
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

const ticketFor = (key: Buffer, { corpId, appId = '' }: TicketOf, slot: number) =>
  createHmac('sha512', key).update(`page ticket ${corpId} ${appId} ${slot}`).digest('base64url');
