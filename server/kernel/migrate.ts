import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Client } from './connection.ts';
import type { Module } from './module.ts';

const LOCK = 7_463_512;

/**
 * Brings the schema up to date: each module's numbered .sql files, in house order, each file once, each in its own transaction.
 * Safe to call from several replicas at once. A file that was edited after it ran is refused.
 */
export async function migrate(
  url: string,
  modules: readonly Pick<Module, 'name' | 'migrations'>[],
): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let ran = 0;
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(GROUND);
    const kernel = { name: 'kernel', migrations: new URL('./migrations/', import.meta.url) };
    for (const m of [kernel, ...modules]) {
      for (const file of (await filesOf(m.migrations)).toSorted()) {
        const text = await readFile(new URL(file, m.migrations), 'utf8');
        const sha = createHash('sha256').update(text).digest('hex');
        const seen = await client.query<{ sha: string }>(
          'select sha from migrations where module = $1 and file = $2',
          [m.name, file],
        );
        if (seen.rows[0] && seen.rows[0].sha !== sha)
          throw new Error(`${m.name}/${file} was edited after it ran; add a new file instead`);
        if (seen.rows[0]) continue;
        await client.query('begin');
        await client.query(text);
        await client.query('insert into migrations (module, file, sha) values ($1, $2, $3)', [
          m.name,
          file,
          sha,
        ]);
        await client.query('commit');
        ran++;
      }
    }
  } finally {
    await client.end();
  }
  return ran;
}

async function filesOf(folder: URL): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((f) => f.endsWith('.sql'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** What every migration may rely on: the unprivileged role, and corp_table(), which no table with a company may go without. */
const GROUND = `
create table if not exists migrations (module text, file text, sha text not null, ran_at timestamptz not null default now(), primary key (module, file));
do $$ begin
  create role teahouse_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant teahouse_app to %I', current_user);
exception when others then null;
end $$;
grant usage on schema public to teahouse_app;
create or replace function corp_table(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy corp_only on %s to teahouse_app using (corp_id = current_setting(''teahouse.corp_id'')) with check (corp_id = current_setting(''teahouse.corp_id''))', t);
  -- The login itself looks across companies (sweepers, front desk); without this it would have to be a superuser.
  execute format('create policy owner_all on %s to %I using (true) with check (true)', t, current_user);
  execute format('alter table %s alter column corp_id set default current_setting(''teahouse.corp_id'')', t);
  execute format('grant select, insert, update, delete on %s to teahouse_app', t);
end $$;
`;
