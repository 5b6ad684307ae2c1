// node --import tsx bench/month-close.ts [people] [month]
// Closing a month: everybody's days worked out from punches, leave and roster, and the snapshot written. Says how long and how fast,
// and that a second run over the same facts gives the same bytes.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { openHouse } from '../server/kernel/house.ts';
import { readSettings } from '../server/kernel/settings.ts';
import { modules } from '../server/modules/all.ts';
import { recognise } from '../server/modules/identity/index.ts';
import { openStage } from './stage.ts';

const people = Number(process.argv[2] ?? 10_000);
const month = process.argv[3] ?? '2026-09';
const stage = await openStage({ members: 4, groups: [] });
const db = new pg.Client({ connectionString: stage.postgres.url, statement_timeout: 0 });
await db.connect();
await db.query('set statement_timeout = 0; set synchronous_commit = off');
const corp = stage.seeded.corpId;
const ask = (text: string, values: unknown[] = []) => db.query(text, [corp, ...values]);

await ask(
  `insert into members (corp_id, id, userid, name, status, created_at, changed_at)
   select $1, 'mbr_bench' || lpad(i::text, 8, '0'), 'b' || i, 'Bench ' || i, 'active', now(), now() from generate_series(1, $2::int) i`,
  [people - stage.seeded.members.length],
);
await ask(
  `insert into department_members (corp_id, department_id, member_id, main)
   select $1, (select id from departments where corp_id = $1 and parent_id is null), m.id, true from members m
    where m.corp_id = $1 on conflict do nothing`,
);
const hour = (h: number) => h * 3_600;
const config = {
  kind: 'fixed',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: {
    sections: [{ start: hour(9), end: hour(18) }],
    rests: [{ start: hour(12), end: hour(13) }],
    aheadSec: hour(4),
    afterSec: hour(6),
  },
  hoursSec: hour(8),
  dayStartSec: 0,
  holidays: true,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: false,
  keepLocation: false,
  lateGraceSec: 300,
  earlyGraceSec: 0,
  seriousLateSec: 1_800,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'punches', offsetSec: 1_800, minSec: 1_800, maxSec: hour(4), unitSec: 1_800 },
  corrections: { perMonth: null, withinDays: 31 },
};
// A third works by roster: half of them nights.
const night = { ...config.shift, sections: [{ start: hour(22), end: hour(30) }], rests: [] };
await ask(
  `insert into attendance_rules (corp_id, id, name, created_at) values ($1, 'atr_fixed', 'Fixed', now()), ($1, 'atr_shift', 'Shifts', now())`,
);
await ask(
  `insert into attendance_rule_versions (corp_id, rule_id, version, since, config) values ($1, 'atr_fixed', 1, '2000-01-01', $2), ($1, 'atr_shift', 1, '2000-01-01', $3)`,
  [JSON.stringify(config), JSON.stringify({ ...config, kind: 'shift', shift: null })],
);
await ask(
  `insert into attendance_scopes (corp_id, target, rule_id) select $1, id, 'atr_fixed' from departments where corp_id = $1 and parent_id is null`,
);
await ask(
  `insert into attendance_scopes (corp_id, target, rule_id) select $1, id, 'atr_shift' from members where corp_id = $1 and abs(hashtext(id)) % 3 = 0`,
);
await ask(
  `insert into shifts (corp_id, id, name, color, times) values ($1, 'sft_day', 'Day', 0, $2), ($1, 'sft_night', 'Night', 1, $3)`,
  [JSON.stringify(config.shift), JSON.stringify(night)],
);
await ask(
  `insert into roster_cells (corp_id, member_id, day, shift_id)
   select $1, s.target, to_char(d, 'YYYY-MM-DD'), case when extract(dow from d) in (0, 6) then null when abs(hashtext(s.target)) % 2 = 0 then 'sft_night' else 'sft_day' end
     from attendance_scopes s, generate_series($2::date - 2, $2::date + 33, '1 day') d where s.corp_id = $1 and s.rule_id = 'atr_shift'`,
  [`${month}-01`],
);
// Two punches a working day, some late, some early, one in forty missing.
await ask(
  `insert into punches (corp_id, member_id, id, cid, at, kind, grade)
   select $1, m.id, 'pun_' || md5(m.id || d || io), md5(m.id || d || io)::uuid,
          (d::timestamp at time zone 'Asia/Shanghai')
            + make_interval(hours => case when c.shift_id = 'sft_night' then 22 + 8 * io else 9 + 9 * io end)
            + make_interval(secs => abs(hashtext(m.id || d || io)) % 2400 - 1500 + 600 * io), 'punch', 1
     from members m cross join generate_series($2::date, $2::date + 32, '1 day') d cross join generate_series(0, 1) io
     left join roster_cells c on c.corp_id = $1 and c.member_id = m.id and c.day = to_char(d, 'YYYY-MM-DD')
    where m.corp_id = $1 and extract(dow from d) between 1 and 5 and abs(hashtext(m.id || d || io)) % 40 > 0`,
  [`${month}-01`],
);
await ask(
  `insert into absences (corp_id, id, member_id, kind, type_id, starts_at, ends_at, ref, state, created_at)
   select $1, 'abs_' || md5(id), id, 'leave', 'lvt_annual', $2::timestamptz + interval '9 days', $2::timestamptz + interval '11 days', id, 'granted', now()
     from members where corp_id = $1 and abs(hashtext(id)) % 10 = 0`,
  [`${month}-01T00:00:00+08:00`],
);
await db.query('analyze');
const count = async (table: string) =>
  Number((await ask(`select count(*) n from ${table} where corp_id = $1`)).rows[0]?.n);
console.log(
  `${await count('members')} people, ${await count('punches')} punches, ${await count('roster_cells')} roster cells`,
);

const house = await openHouse({
  databaseUrl: stage.postgres.url,
  settings: readSettings({ LOG_LEVEL: 'silent' }),
  modules,
  recognise,
  log: pino({ level: 'silent' }),
  connections: 4,
});
const cookie = stage.seeded.members[0]!.cookie;
await ask(`insert into admins (corp_id, member_id, role, since) values ($1, $2, 'owner', now())`, [
  stage.seeded.members[0]!.id,
]);

/** Asks for the month to be closed as an administrator does, and waits for the jobs; seconds. */
async function close(): Promise<number> {
  const from = performance.now();
  const answer = await house.http.inject({
    method: 'POST',
    url: `/api/admin/attendance/months/${month}/close`,
    headers: { cookie },
    payload: {},
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  for (;;) {
    await house.jobs.idle();
    const { rows } = await ask('select state from attendance_closings where corp_id = $1');
    if (rows[0]?.state === 'closed') return (performance.now() - from) / 1_000;
    if ((await house.jobs.runDue()) === 0) await new Promise((r) => setTimeout(r, 50));
  }
}
async function snapshot(): Promise<string> {
  const sha = createHash('sha256');
  for (const table of ['figures', 'days', 'rules']) {
    const { rows } = await ask(
      `select md5(string_agg(member_id || ${table}::text, '' order by member_id)) h from attendance_months where corp_id = $1`,
    );
    sha.update(String(rows[0]?.h));
  }
  return sha.digest('hex').slice(0, 16);
}

const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
const first = await close();
const told = await snapshot();
await ask('delete from attendance_closings where corp_id = $1');
await ask('delete from attendance_months where corp_id = $1');
const second = await close();
const again = await snapshot();
for (const [run, seconds] of [first, second].entries())
  console.log(
    `run ${run + 1}: ${people} people × ${days} days closed in ${seconds.toFixed(1)} s, ${Math.round((people * days) / seconds)} person-days a second`,
  );
console.log(
  told === again ? `both runs wrote the same bytes (${told})` : `THE RUNS DIFFER: ${told} ${again}`,
);
await house.close();
await db.end();
await stage.close();
process.exit(told === again ? 0 : 1);
