import { type Programme, programme as contract } from '@teahouse/contract/programme';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { countPersons } from '../../customers/index.ts';
import { newcombe } from '../lift/intervals.ts';
import { evidenceOf } from '../lift/martingale.ts';
import { boundaryAt } from '../lift/spending.ts';
import { splitTest } from '../lift/srm.ts';
import { verdictOf } from '../lift/verdict.ts';
import { LEAST_CUSTOMERS } from './begin-programme.ts';
import type { ProgrammeCounts } from './count-programme.ts';
import { poolBroadcasts } from './pool-broadcasts.ts';
import { keepSettings, PROGRAMME, type ProgrammeRow, runningProgramme, settingsOf } from './programme-row.ts';
import { endProgramme, lookAt, LOOKS } from './take-programme-look.ts';

const SHOWN = 8;
/** as for every result */
const MISMATCH = 0.001;

export const getProgramme = implement(contract.getProgramme, async (work) => {
  const rows = await work.sql<ProgrammeRow>(
    `select ${PROGRAMME} from programmes g where g.corp_id = $1 order by g.started_at desc limit ${SHOWN}`,
    [work.corpId],
  );
  const programmes: Programme[] = [];
  for (const row of rows) programmes.push(await toProgramme(work, row));
  return {
    settings: await settingsOf(work),
    begins: { customers: await countPersons(work, LEAST_CUSTOMERS), needed: LEAST_CUSTOMERS },
    programmes,
    ...(await poolBroadcasts(work)),
  };
});

export const setProgramme = implement(contract.setProgramme, async (work, settings) => {
  const before = await settingsOf(work);
  await keepSettings(work, settings);
  const running = settings.on ? undefined : await runningProgramme(work);
  if (running) await endProgramme(work, running.id);
  await work.audit({ action: 'outreach.programme_changed', detail: { before, after: settings } });
  return settings;
});

async function toProgramme(work: Work, row: ProgrammeRow): Promise<Programme> {
  const looks = await work.sql<{ at: Date; information: number; counts: ProgrammeCounts }>(
    'select at, information, counts from programme_looks where corp_id = $1 and programme_id = $2 order by no',
    [work.corpId, row.id],
  );
  const [sizes] = await work.sql<{ served: number; heldOut: number }>(
    `select (count(*) filter (where arm = 'send'))::int served, (count(*) filter (where arm = 'hold'))::int "heldOut"
       from programme_people where corp_id = $1 and programme_id = $2`,
    [work.corpId, row.id],
  );
  const assigned = sizes!;
  const last = looks.at(-1);
  const at = looks.map((l) => l.information);
  const verdict = last
    ? verdictOf({ counts: last.counts, assigned: last.counts.assigned, holdOut: row.holdOut, looks: at })
    : null;
  return {
    id: row.id,
    holdOut: row.holdOut,
    startedAt: row.startedAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    assigned,
    sizesFit: splitTest({ n1: assigned.served, n0: assigned.heldOut }, row.holdOut) >= MISMATCH,
    looksTaken: looks.length,
    looksPlanned: LOOKS,
    lookedAt: last?.at.toISOString() ?? null,
    nextLookAt: row.endedAt ? null : (lookAt(row, looks.length + 1)?.toISOString() ?? null),
    verdict,
    optOuts: last && verdict && 'difference' in verdict ? optOutsOf(last.counts, boundaryAt(at)) : null,
  };
}

/** A guardrail has no horizon: "shown" is what may be looked at any time. */
function optOutsOf({ n1, n0, optOuts1, optOuts0 }: ProgrammeCounts, z: number): Programme['optOuts'] {
  const counts = { n1, x1: optOuts1, n0, x0: optOuts0 };
  return { difference: newcombe(counts, z), shown: evidenceOf(counts).shown };
}
