import type { Work } from '../../kernel/work.ts';
import { type App, type AppKind, builtInApp } from './app.ts';
import { createApp, secretOf } from './create-app.ts';

type BuiltIn = Exclude<AppKind, 'self_built'>;

const names: Record<BuiltIn, string> = { contacts: '通讯录同步', customers: '客户联系' };

/** The app of a built-in kind with its secret, made when somebody asks for it first. `key` is the installation's. */
export async function builtInSecret(
  work: Work,
  key: Buffer,
  kind: BuiltIn,
): Promise<{ app: App; secret: string }> {
  // Two who ask at once get the same one.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${kind} app`]);
  const known = await builtInApp(work, kind);
  if (known) return { app: known, secret: await secretOf(work, key, known.id) };
  const { secret, ...app } = await createApp(work, key, { kind, name: names[kind] });
  return { app, secret };
}
