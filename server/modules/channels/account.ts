import type { ChannelAccountId, MemberId } from '@teahouse/contract/ids';
import { lookup } from 'node:dns/promises';
import { fail } from '../../kernel/fail.ts';
import { isPublic, OutsideRefused } from '../../kernel/outbound.ts';
import { isAllowed } from '../../kernel/outside-allow.ts';
import type { Ports } from '../../kernel/ports.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Shift } from '../../kernel/shift.ts';
import { type Work, system } from '../../kernel/work.ts';
import { type Line, NotTaken } from './adapter.ts';

const SECRETS = 'channel secrets';
const HOOK = 'channel hook';
const TOKEN = 'channel token';
/** a token is renewed this long before it ends */
const EARLY_MS = 120_000;

export interface AccountRow {
  id: ChannelAccountId;
  kind: string;
  name: string;
  settings: Record<string, string>;
  sealed: string;
  hookSealed: string;
  memberIds: MemberId[];
  cursor: string;
  tokenSealed: string | null;
  tokenUntil: Date | null;
  state: 'new' | 'ok' | 'failing';
  lastError: string;
  lastOkAt: Date | null;
}

const COLUMNS = `id, kind, name, settings, sealed, hook_sealed "hookSealed", member_ids "memberIds", cursor, token_sealed "tokenSealed",
  token_until "tokenUntil", state, last_error "lastError", last_ok_at "lastOkAt"`;

/** Fails with channels.account_not_found. */
export async function accountById(work: Work, id: string): Promise<AccountRow> {
  const [row] = await work.sql<AccountRow>(
    `select ${COLUMNS} from channel_accounts where corp_id = $1 and id = $2`,
    [work.corpId, id],
  );
  return row ?? fail('channels.account_not_found');
}

export const allAccounts = (work: Work): Promise<AccountRow[]> =>
  work.sql<AccountRow>(`select ${COLUMNS} from channel_accounts where corp_id = $1 order by id`, [
    work.corpId,
  ]);

export const sealSecrets = (ports: Ports, secrets: Record<string, string>) =>
  seal(ports.secret, SECRETS, JSON.stringify(secrets));
export const secretsOf = (ports: Ports, row: AccountRow) =>
  JSON.parse(unseal(ports.secret, SECRETS, row.sealed) ?? '{}') as Record<string, string>;
export const sealHook = (ports: Ports, key: string) => seal(ports.secret, HOOK, key);
export const hookKeyOf = (ports: Ports, row: AccountRow) => unseal(ports.secret, HOOK, row.hookSealed) ?? '';

/** What an adapter works with: the account's fields, the guarded way out, and the token all replicas share. */
export function lineOf(shift: Shift, row: AccountRow): Line {
  const { ports } = shift;
  const inside = ports.settings.outsideAllow;
  return {
    fields: { ...row.settings, ...secretsOf(ports, row) },
    now: shift.now,
    fetch: (url, options) =>
      ports.fetchOutside(url, { ...options, inside }).catch((error: unknown) => {
        throw neverAsked(error) ? new NotTaken(String(error)) : error;
      }),
    async reach(host) {
      const found = await lookup(host, { all: true }).catch((error: unknown) => {
        throw new NotTaken(String(error));
      });
      for (const { address } of found)
        if (!isPublic(address) && !isAllowed(inside, host, address))
          throw new NotTaken(`${host} is not a public address`);
      return found[0]!.address;
    },
    async token(obtain, stale) {
      const now = await shift.work((work) => accountById(work, row.id), system);
      const kept = now.tokenSealed && unseal(ports.secret, TOKEN, now.tokenSealed);
      const fresh = now.tokenUntil !== null && now.tokenUntil.getTime() - EARLY_MS > shift.now.getTime();
      if (kept && fresh && kept !== stale) return kept;
      const { token, seconds } = await obtain();
      await shift.work(
        (work) =>
          work.sql(
            'update channel_accounts set token_sealed = $3, token_until = $4 where corp_id = $1 and id = $2',
            [
              work.corpId,
              row.id,
              seal(ports.secret, TOKEN, token),
              new Date(shift.now.getTime() + seconds * 1_000),
            ],
          ),
        system,
      );
      return token;
    },
  };
}

/** How the last attempt went, for administrators. */
export async function noteHealth(work: Work, id: ChannelAccountId, error?: unknown): Promise<void> {
  if (error === undefined)
    await work.sql(
      `update channel_accounts set state = 'ok', last_error = '', last_ok_at = $3 where corp_id = $1 and id = $2`,
      [work.corpId, id, work.now],
    );
  else
    await work.sql(
      `update channel_accounts set state = 'failing', last_error = $3 where corp_id = $1 and id = $2`,
      [work.corpId, id, (error instanceof Error ? error.message : 'unknown').slice(0, 300)],
    );
}

/** Nothing was said to the other side; after a time-out or a broken line nobody knows. */
const neverAsked = (error: unknown): boolean =>
  error instanceof OutsideRefused
    ? error.reason !== 'time' && error.reason !== 'size'
    : /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(
        (error as { code?: string }).code ?? '',
      );
