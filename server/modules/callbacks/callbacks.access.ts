import { fail } from '../../kernel/fail.ts';
import { unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';
import { type App, appById, corpCode } from '../apps/index.ts';
import { privateNetworks, type OutsideAllow } from '../../kernel/outside-allow.ts';
import type { CallbackFormat } from '@teahouse/contract/callbacks';
import type { Settings } from '../../kernel/settings.ts';
import type { CallbackSecrets } from './callback-crypto.ts';

export const TOKEN = 'callback token';
export const KEY = 'callback key';

export interface CallbackRow {
  app_id: string;
  url: string;
  token_sealed: string;
  key_sealed: string;
  format: CallbackFormat;
  inside: boolean;
  verified_at: Date;
}

/** The app an administrator names. */
export async function appToAdminister(work: Work, appId: string): Promise<App> {
  return (await appById(work, appId)) ?? fail('apps.app_not_found');
}

export async function callbackOf(work: Work, appId: string): Promise<CallbackRow | undefined> {
  const [row] = await work.sql<CallbackRow>(
    `select app_id, url, token_sealed, key_sealed, format, inside, verified_at from callbacks where corp_id = $1 and app_id = $2`,
    [work.corpId, appId],
  );
  return row;
}

/** What the app and we share; undefined where another installation sealed it. */
export function secretsOf(
  corpId: string,
  key: Buffer,
  row: Pick<CallbackRow, 'token_sealed' | 'key_sealed'>,
): CallbackSecrets | undefined {
  const token = unseal(key, TOKEN, row.token_sealed);
  const aesKey = unseal(key, KEY, row.key_sealed);
  return token === undefined || aesKey === undefined
    ? undefined
    : { token, aesKey, receiver: corpCode(corpId) };
}

/** Private places this callback may go to: those on the operator's list, and what the operator has set by hand. */
export const reachOf = (settings: Pick<Settings, 'outsideAllow'>, inside: boolean): OutsideAllow =>
  inside ? [...settings.outsideAllow, ...privateNetworks] : settings.outsideAllow;
