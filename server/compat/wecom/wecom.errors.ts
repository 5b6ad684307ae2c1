import type { ErrorCode } from '@teahouse/contract/errors';

/** Raised by calls: one of the vendor's numbers. `why` replaces the listed text. */
export class WecomError extends Error {
  readonly errcode: number;
  constructor(errcode: number, why?: string) {
    super(why ?? texts[errcode] ?? 'system error');
    this.errcode = errcode;
  }
}

/** The vendor's numbers we raise, with the short English text that log scrapers look for. */
export const texts: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  404: 'api not implemented',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40033: 'invalid charset',
  40035: 'invalid parameter',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40206: 'request body too large',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  42001: 'access_token expired',
  43002: 'require POST method',
  45009: 'api freq out of limit',
  48002: 'API forbidden',
  50003: 'app is disabled',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
};

/** Our failures in the vendor's numbers; whatever is not listed is the vendor's "system error". */
export const numbers: Partial<Record<ErrorCode, number>> = {
  'common.invalid_input': 40058,
  'common.not_allowed': 48002,
  'common.too_many': 45009,
  'directory.member_not_found': 60111,
};
