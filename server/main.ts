// Reads the settings, opens the house, and says where it is.
import { natsBus } from './kernel/bus-nats.ts';
import { closeOnSignals } from './kernel/close-on-signals.ts';
import { openHouse } from './kernel/house.ts';
import { openLog } from './kernel/log.ts';
import { CannotOpen, openPostgres } from './kernel/postgres/open-postgres.ts';
import { readSettings, WrongSetting } from './kernel/settings.ts';
import { join } from 'node:path';
import { mountHealth } from './kernel/http/health.ts';
import { mountWeb } from './kernel/http/web.ts';
import { doors } from './compat/all.ts';
import { modules } from './modules/all.ts';
import { recognise } from './modules/identity/index.ts';
import { sampleOf } from './modules/sample/index.ts';

try {
  const settings = readSettings(process.env);
  const log = openLog(settings);
  const postgres = settings.databaseUrl
    ? undefined
    : await openPostgres(join(settings.dataDir, 'postgres'), {
        role: 'server',
        log: (line, level) => log[level](line),
      });
  const house = await openHouse({
    databaseUrl: settings.databaseUrl ?? postgres!.url,
    settings,
    modules,
    doors,
    recognise,
    log,
    ...(settings.natsUrl ? { bus: natsBus(settings.natsUrl, log) } : {}),
  });
  mountHealth(house);
  await mountWeb(house.http, new URL('../web/dist/', import.meta.url));
  closeOnSignals(log, [() => house.close(), () => postgres?.stop()]);
  const logins = process.argv.includes('--sample') ? await sampleOf(house.ports) : [];
  house.outbox.start(2_000);
  house.jobs.start(2_000);
  house.ports.callLog.start(5_000);
  await house.http.listen({ port: settings.port, host: settings.host, backlog: 4096 });
  console.log(`Teahouse is open at ${settings.publicUrl ?? `http://localhost:${settings.port}`}`);
  for (const l of logins)
    console.log(`  ${l.who.padEnd(8)}  ${l.login.padEnd(12)}  ${l.password}  ${l.name}`);
} catch (error) {
  const told = error instanceof WrongSetting || error instanceof CannotOpen;
  if (!told && (error as { code?: string }).code !== 'EADDRINUSE') throw error;
  console.error(
    told
      ? error.message
      : `PORT ${process.env['PORT'] ?? 8080} is taken by another program; set PORT to a free one.`,
  );
  process.exit(1);
}
