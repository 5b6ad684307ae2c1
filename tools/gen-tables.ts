// Writes server/kernel/tables.generated.ts: one row type per table, read from a freshly migrated database.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { prefixes } from '@teahouse/contract/ids';
import { migrate } from '../server/kernel/migrate.ts';
import { openPostgres } from '../server/kernel/postgres/open-postgres.ts';
import { modules } from '../server/modules/all.ts';

const types: Record<string, string> = {
  text: 'string',
  uuid: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  date: 'string',
  timestamptz: 'Date',
  jsonb: 'unknown',
  bytea: 'Buffer',
  tsvector: 'string',
  _text: 'string[]',
  _int4: 'number[]',
  _int8: 'number[]',
};

const dir = await mkdtemp(join(tmpdir(), 'teahouse-gen-'));
const server = await openPostgres(join(dir, 'pg'), { durable: false });
try {
  await migrate(server.url, modules);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{
    t: string;
    c: string;
    udt: string;
    nullable: boolean;
    filled: boolean;
  }>(`
    select table_name t, column_name c, udt_name udt, is_nullable = 'YES' nullable, column_default is not null or is_identity = 'YES' filled
      from information_schema.columns
     where table_schema = 'public' and table_name in (select tablename from pg_tables where schemaname = 'public')
     order by table_name collate "C", ordinal_position`);
  await client.end();
  const tables = new Map<string, string[]>();
  for (const r of rows) {
    const plain = idType(r.t, r.c) ?? types[r.udt] ?? `never /* ${r.udt} */`;
    // jsonb goes in as text we wrote ourselves, and comes out as whatever it holds.
    const type =
      r.udt === 'jsonb'
        ? `ColumnType<unknown, string${r.nullable ? ' | null' : ''}, string${r.nullable ? ' | null' : ''}>`
        : r.nullable
          ? `${plain} | null`
          : plain;
    tables.set(r.t, [
      ...(tables.get(r.t) ?? []),
      `  ${r.c}: ${r.filled ? (r.udt === 'jsonb' ? type.replace('unknown, string', 'unknown, string | undefined') : `Generated<${type}>`) : type};`,
    ]);
  }
  const pascal = (t: string) => t.replaceAll(/(^|_)(\w)/g, (_, __, x: string) => x.toUpperCase());
  const body = [...tables]
    .map(([t, columns]) => `export interface ${pascal(t)}Table {\n${columns.join('\n')}\n}`)
    .join('\n\n');
  const index = [...tables.keys()].map((t) => `  ${t}: ${pascal(t)}Table;`).join('\n');
  await writeFile(
    new URL('../server/kernel/tables.generated.ts', import.meta.url),
    `// Written by tools/gen-tables.ts from the migrations. Do not edit.\nimport type { ColumnType, Generated } from 'kysely';\n\n${body}\n\nexport interface Tables {\n${index}\n}\n`,
  );
} finally {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

/** 'id' of members and every 'member_id' is a `mbr_…`, not just any text. */
function idType(table: string, column: string): string | undefined {
  const kinds = prefixes as Record<string, string>;
  const kind = column === 'id' ? kinds[table] : kinds[`${column.replace(/_id$/, '')}s`];
  return kind && (column === 'id' || column.endsWith('_id')) && column !== 'corp_id'
    ? `\`${kind}_\${string}\``
    : undefined;
}
