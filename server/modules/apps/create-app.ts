import type { AppId } from '@teahouse/contract/ids';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';
import { nameSpeaker } from '../messaging/index.ts';
import { type App, appById, type AppKind } from './app.ts';
import { publishCorpCode } from './corp-code.ts';
import type { VisibleRange } from '@teahouse/contract/apps';
import { everybody } from './visible-range.ts';

const PURPOSE = 'app secret';
/** WeCom numbers self-built apps from here. */
const FIRST_NO = 1_000_002;

export interface NewApp {
  kind: AppKind;
  name: string;
  description?: string;
  homeUrl?: string;
  visible?: VisibleRange;
}

/** What each kind of app may do until an administrator says otherwise. */
const firstScopes: Record<AppKind, string[]> = {
  self_built: ['contacts.read', 'contacts.sensitive', 'messages.send'],
  contacts: ['contacts.read', 'contacts.sensitive', 'contacts.write'],
  customers: ['contacts.read', 'customers.read', 'customers.write'],
};

/** An app with its number and its secret. `key` is the installation's, which seals the secret. */
export async function createApp(
  work: Work,
  key: Buffer,
  { kind, name, description = '', homeUrl = '', visible = everybody }: NewApp,
): Promise<App & { secret: string }> {
  await publishCorpCode(work);
  const id = newId('app');
  const secret = newSecret();
  // One line per company: numbers are given in turn.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} apps`]);
  await work.sql(
    `insert into apps (corp_id, id, no, kind, name, description, home_url, visible, scopes, secret_sealed, created_at, changed_at)
     select $1, $2, coalesce(greatest(max(no), (select last from app_numbers where corp_id = $1)) + 1, $3), $4, $5, $6, $7, $8, $9, $10, $11, $11
       from apps where corp_id = $1`,
    [
      work.corpId,
      id,
      FIRST_NO,
      kind,
      name,
      description,
      homeUrl,
      JSON.stringify(visible),
      firstScopes[kind],
      seal(key, PURPOSE, secret),
      work.now,
    ],
  );
  await handOutKey(work, 'app_secret', { secret, opens: id, holder: id });
  await nameSpeaker(work, { id, kind: 'app', name, avatar: null });
  await work.audit({ action: 'apps.app_created', object: id, detail: { name, kind } });
  return { ...(await appById(work, id))!, secret };
}

/** The secret of an app, for administrators and the command line. */
export async function secretOf(work: Work, key: Buffer, appId: AppId): Promise<string> {
  const [row] = await work.sql<{ secret_sealed: string }>(
    'select secret_sealed from apps where corp_id = $1 and id = $2',
    [work.corpId, appId],
  );
  const secret = row && unseal(key, PURPOSE, row.secret_sealed);
  if (secret === undefined)
    throw new Error(`the secret of ${appId} cannot be opened with this installation's key`);
  return secret;
}

/** A new secret; the old one and every token handed out for it are dead at once. */
export async function changeSecret(work: Work, key: Buffer, appId: AppId): Promise<string> {
  await takeBackKeys(work, { holder: appId });
  await work.sql('delete from app_tokens where corp_id = $1 and app_id = $2', [work.corpId, appId]);
  const secret = newSecret();
  await work.sql('update apps set secret_sealed = $3, changed_at = $4 where corp_id = $1 and id = $2', [
    work.corpId,
    appId,
    seal(key, PURPOSE, secret),
    work.now,
  ]);
  await handOutKey(work, 'app_secret', { secret, opens: appId, holder: appId });
  await work.audit({ action: 'apps.secret_changed', object: appId });
  return secret;
}
