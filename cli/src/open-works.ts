import { localBus } from '../../server/kernel/bus.ts';
import { Database } from '../../server/kernel/database.ts';
import { FrontDesk } from '../../server/kernel/front-desk.ts';
import { migrate } from '../../server/kernel/migrate.ts';
import { WorkOpener } from '../../server/kernel/open-work.ts';
import { modules } from '../../server/modules/all.ts';
import { CommandFailure } from './command.ts';

/**
 * Units of work for a command, beside a running server or without one. Events and jobs a command leaves behind are picked up by the
 * server within two seconds, or when it next starts.
 */
export async function openWorks(
  url: string,
): Promise<{ open: WorkOpener['open']; db: Database; close(): Promise<void> }> {
  await migrate(url, modules);
  const db = new Database(url, () => undefined, 4);
  const bus = localBus();
  const { open } = new WorkOpener(db, bus, () => new Date());
  return { open, db, close: () => db.close() };
}

/** The company an id from the command line names: `corp_…`, or `ww…` as foreign programs know it. */
export async function corpOf(db: Database, given: string): Promise<string> {
  if (!given.startsWith('ww')) {
    await mustBeCorp(db, given);
    return given;
  }
  const found = await new FrontDesk(db, () => new Date()).whoseKey('corp_code', given);
  if (!found) throw noSuchCorp(given);
  return found.corpId;
}

/** Fails with a sentence where a company id from the command line names none. */
export async function mustBeCorp(db: Database, corpId: string): Promise<void> {
  const rows = await db.asOwner('select 1 from corps where id = $1', [corpId]);
  if (rows.length === 0) throw noSuchCorp(corpId);
}

const noSuchCorp = (given: string) =>
  new CommandFailure('corp.not_found', `There is no company with the id ${given}.`);
