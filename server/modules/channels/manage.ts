import { channels, type ChannelAccount } from '@teahouse/contract/channels';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implement, implementRaw, type RawCall } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { Work } from '../../kernel/work.ts';
import {
  type AccountRow,
  accountById,
  allAccounts,
  hookKeyOf,
  lineOf,
  noteHealth,
  sealHook,
  sealSecrets,
  secretsOf,
} from './account.ts';
import type { Adapter } from './adapter.ts';
import { adapterOf, allAdapters } from './adapters.ts';

export const listChannels = implementRaw(channels.listChannels, async (call) => ({
  accounts: (await call.work(allAccounts)).map((row) => shown(call, row)),
  kinds: allAdapters().map(({ kind, fields }) => ({
    kind,
    fields: fields.map(({ name, secret, optional = false }) => ({ name, secret, optional })),
  })),
}));

export const addChannel = implementRaw(
  channels.addChannel,
  async (call, { kind, name, fields, memberIds }) => {
    const adapter = adapterOf(kind);
    const { settings, secrets } = sorted(adapter, fields, {});
    const id = newId('cha');
    const hook = newSecret();
    return await call.work(async (work) => {
      await mustBeMembers(work, memberIds);
      await work.sql(
        `insert into channel_accounts (corp_id, id, kind, name, settings, sealed, hook_sealed, member_ids, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          work.corpId,
          id,
          kind,
          name,
          JSON.stringify(settings),
          sealSecrets(call.ports, secrets),
          sealHook(call.ports, hook),
          memberIds,
          work.now,
        ],
      );
      await handOutKey(work, 'channel_hook', { opens: id, holder: id, secret: hook });
      await work.audit({ action: 'channels.added', object: id, detail: { kind, name } });
      return shown(call, await accountById(work, id));
    });
  },
);

export const changeChannel = implementRaw(
  channels.changeChannel,
  async (call, { accountId, name, fields, memberIds }) =>
    call.work(async (work) => {
      const row = await accountById(work, accountId);
      if (memberIds) await mustBeMembers(work, memberIds);
      const { settings, secrets } = sorted(
        adapterOf(row.kind),
        { ...row.settings, ...fields },
        secretsOf(call.ports, row),
      );
      await work.sql(
        `update channel_accounts set name = $3, settings = $4, sealed = $5, member_ids = $6, token_sealed = null, state = 'new', last_error = ''
        where corp_id = $1 and id = $2`,
        [
          work.corpId,
          accountId,
          name ?? row.name,
          JSON.stringify(settings),
          sealSecrets(call.ports, secrets),
          memberIds ?? row.memberIds,
        ],
      );
      await work.audit({
        action: 'channels.changed',
        object: accountId,
        detail: { fields: Object.keys(fields ?? {}) },
      });
      return shown(call, await accountById(work, accountId));
    }),
);

export const removeChannel = implement(channels.removeChannel, async (work, { accountId }) => {
  await accountById(work, accountId);
  await takeBackKeys(work, { kind: 'channel_hook', opens: accountId });
  for (const table of ['channel_sends', 'channel_tasks', 'channel_task_batches', 'channel_contacts'])
    await work.sql(`delete from ${table} where corp_id = $1 and account_id = $2`, [work.corpId, accountId]);
  await work.sql('delete from channel_accounts where corp_id = $1 and id = $2', [work.corpId, accountId]);
  await work.audit({ action: 'channels.removed', object: accountId });
  return {};
});

export const checkChannel = implementRaw(channels.checkChannel, async (call, { accountId }) => {
  const row = await call.work((work) => accountById(work, accountId));
  const wrong = await adapterOf(row.kind)
    .check(lineOf(call, row))
    .then(
      () => undefined,
      (error: unknown) => error ?? new Error('unknown'),
    );
  return await call.work(async (work) => {
    await noteHealth(work, accountId, wrong);
    return shown(call, await accountById(work, accountId));
  });
});

/** What an administrator typed, apart: open settings, and secrets over those kept. Fails with channels.field_missing. */
function sorted(adapter: Adapter, fields: Record<string, string>, kept: Record<string, string>) {
  const settings: Record<string, string> = {};
  const secrets = { ...kept };
  for (const { name, secret, optional } of adapter.fields) {
    const given = fields[name]?.trim() ?? '';
    if (given) (secret ? secrets : settings)[name] = given;
    if (!optional && !(secret ? secrets : settings)[name]) fail('channels.field_missing', name);
  }
  return { settings, secrets };
}

async function mustBeMembers(work: Work, ids: readonly MemberId[]): Promise<void> {
  const found = await work.sql(
    `select from members where corp_id = $1 and id = any($2) and status = 'active'`,
    [work.corpId, [...new Set(ids)]],
  );
  if (found.length !== new Set(ids).size) fail('common.invalid_input', 'memberIds');
}

function shown(call: Pick<RawCall, 'request'> & { ports: Ports }, row: AccountRow): ChannelAccount {
  const site = call.ports.settings.publicUrl ?? `${call.request.protocol}://${call.request.host}`;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: row.settings,
    secrets: Object.keys(secretsOf(call.ports, row)),
    memberIds: row.memberIds,
    hookUrl: adapterOf(row.kind).hook ? `${site}/api/channel-hooks/${hookKeyOf(call.ports, row)}` : null,
    state: row.state,
    lastError: row.lastError,
    lastOkAt: row.lastOkAt?.toISOString() ?? null,
  };
}
