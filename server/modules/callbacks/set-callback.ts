import { callbacks, type CallbackFormat } from '@teahouse/contract/callbacks';
import type { AppId } from '@teahouse/contract/ids';
import type { FetchOutside } from '../../kernel/outbound.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import { seal } from '../../kernel/seal.ts';
import type { Settings } from '../../kernel/settings.ts';
import type { Work } from '../../kernel/work.ts';
import { changeApp, corpCode } from '../apps/index.ts';
import { askForProof } from './ask-for-proof.ts';
import { appToAdminister, callbackOf, KEY, reachOf, secretsOf, TOKEN } from './callbacks.access.ts';
import { learnCompany } from './told-facts.ts';
import { deliver } from './deliver.ts';

export interface WantedCallback {
  appId: AppId;
  url: string;
  token: string;
  aesKey: string;
  format: CallbackFormat;
}

export interface CallbackPlace {
  corpId: string;
  work<T>(run: (work: Work) => Promise<T>): Promise<T>;
  fetchOutside: FetchOutside;
  secret: Buffer;
  settings: Pick<Settings, 'outsideAllow'>;
  now: Date;
}

/**
 * Asks the address for a proof and keeps it. `operator`: set by hand on the machine itself, which may name private addresses.
 * Fails with `callbacks.*`.
 */
export async function keepCallback(
  place: CallbackPlace,
  wanted: WantedCallback,
  operator: boolean,
): Promise<Date> {
  const { appId, url, token, aesKey, format } = wanted;
  const app = await place.work((work) => appToAdminister(work, appId));
  const secrets = { token, aesKey, receiver: corpCode(place.corpId) };
  const inside = reachOf(place.settings, operator);
  await askForProof(place.fetchOutside, { url, secrets, inside, now: place.now });
  return await place.work(async (work) => {
    await work.sql(
      `insert into callbacks (corp_id, app_id, url, token_sealed, key_sealed, format, inside, verified_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (corp_id, app_id) do update set url = excluded.url, token_sealed = excluded.token_sealed,
         key_sealed = excluded.key_sealed, format = excluded.format, inside = excluded.inside, verified_at = excluded.verified_at`,
      [
        work.corpId,
        appId,
        url,
        seal(place.secret, TOKEN, token),
        seal(place.secret, KEY, aesKey),
        format,
        operator,
        work.now,
      ],
    );
    // The head of the line may be waiting for the place that was; the new one is asked at once.
    await work.sql(
      `update deliveries set due_at = $3 where corp_id = $1 and app_id = $2 and state = 'waiting'`,
      [work.corpId, appId, work.now],
    );
    await work.enqueue(deliver, { appId });
    // Whoever listens hears who comes in, until the app itself asks not to.
    if (app.kind === 'self_built') await changeApp(work, appId, { reportEnter: true });
    await learnCompany(work);
    await work.audit({
      action: 'callbacks.callback_set',
      object: appId,
      detail: { host: new URL(url).host, format },
    });
    return work.now;
  });
}

export const setCallback = implementRaw(callbacks.setCallback, async (call, input) => {
  const { corpId, ports, now } = call;
  const wanted = { ...input, appId: input.appId as AppId };
  const place = {
    corpId,
    now,
    work: call.work.bind(call),
    fetchOutside: ports.fetchOutside,
    secret: ports.secret,
    settings: ports.settings,
  };
  const verifiedAt = await keepCallback(place, wanted, false);
  const { url, token, aesKey, format } = input;
  return { url, token, aesKey, format, verifiedAt: verifiedAt.toISOString() };
});

export const getCallback = implementRaw(callbacks.getCallback, (call, { appId }) =>
  call.work(async (w) => {
    await appToAdminister(w, appId);
    const row = await callbackOf(w, appId);
    const secrets = row && secretsOf(call.corpId, call.ports.secret, row);
    if (!row || !secrets) return { callback: null };
    const { url, format, verified_at } = row;
    const { token, aesKey } = secrets;
    return { callback: { url, token, aesKey, format, verifiedAt: verified_at.toISOString() } };
  }),
);

export const removeCallback = implement(callbacks.removeCallback, async (work, { appId }) => {
  await appToAdminister(work, appId);
  await work.sql('delete from callbacks where corp_id = $1 and app_id = $2', [work.corpId, appId]);
  await work.sql(
    `update deliveries set state = 'dead', ended_at = $3, error = 'removed' where corp_id = $1 and app_id = $2 and state = 'waiting'`,
    [work.corpId, appId, work.now],
  );
  await work.audit({ action: 'callbacks.callback_removed', object: appId });
  return {};
});
