import { deskAdmin } from '@teahouse/contract/desk-admin';
import type { Desk } from '@teahouse/contract/desk-shapes';
import type { InputOf } from '@teahouse/contract/define';
import type { DeskId, FileId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { handOutKey } from '../../../kernel/front-desk.ts';
import { newId, newSecret } from '../../../kernel/ids.ts';
import { implementRaw, type RawCall } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../../directory/index.ts';
import { attachFile, detachFiles } from '../../files/index.ts';
import { nameSpeaker } from '../../messaging/index.ts';
import { DESK_COLUMNS, deskById, type DeskRow, holdDesk } from '../desk.access.ts';
import { deskStirred } from '../session/assign.ts';

type Shown = DeskRow & { servers: Desk['servers'] };

const DESKS = `select ${DESK_COLUMNS}, coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'skills', x.skills,
      'cap', x.cap, 'lead', x.lead, 'onDuty', x.on_duty, 'load', (select count(*) from desk_sessions s
         where s.corp_id = $1 and s.desk_id = d.id and s.member_id = m.id and s.state = 3)) order by m.name, m.id)
    from desk_members x join members m on m.corp_id = $1 and m.id = x.member_id
   where x.corp_id = $1 and x.desk_id = d.id), '[]') servers
  from desks d where d.corp_id = $1`;

function toDesk(call: RawCall, { code, closedAt, turns: _, ...row }: Shown): Desk {
  const { publicUrl } = call.ports.settings;
  const { origin } = new URL(publicUrl ?? `${call.request.protocol}://${call.request.host}`);
  return {
    ...row,
    url: `${origin}/s/${code}`,
    widget: `<script src="${origin}/customer/widget.js" data-desk="${code}" async></script>`,
    closed: closedAt !== null,
  };
}

async function shown(work: Work, id: DeskId): Promise<Shown> {
  const [row] = await work.sql<Shown>(`${DESKS} and d.id = $2`, [work.corpId, id]);
  return row ?? fail('desk.desk_not_found');
}

export const listDesks = implementRaw(deskAdmin.listDesks, async (call) => {
  const rows = await call.work(async (work) => {
    await wholeCompany(work);
    return await work.sql<Shown>(`${DESKS} order by d.closed_at nulls first, d.name, d.id`, [work.corpId]);
  });
  return { desks: rows.map((row) => toDesk(call, row)) };
});

export const createDesk = implementRaw(deskAdmin.createDesk, async (call, { servers, ...settings }) => {
  const row = await call.work(async (work) => {
    await wholeCompany(work);
    return await shown(work, await openNewDesk(work, settings, servers));
  });
  return toDesk(call, row);
});

/** A desk with its link and its face. Who may was checked before. */
export async function openNewDesk(
  work: Work,
  settings: Settings & { name: string },
  servers: InputOf<typeof deskAdmin.createDesk>['servers'],
): Promise<DeskId> {
  const id = newId('desk');
  // Nobody finds a desk by guessing, so only pages that were given the code can open it: 96 bits.
  const code = newSecret().replaceAll(/[-_]/g, '').slice(0, 16);
  await work.sql('insert into desks (corp_id, id, code, name, created_at) values ($1, $2, $3, $4, $5)', [
    work.corpId,
    id,
    code,
    settings.name,
    work.now,
  ]);
  await handOutKey(work, 'desk', { opens: id, holder: id, secret: code });
  await writeDesk(work, id, settings);
  await seat(work, id, servers);
  await work.audit({ action: 'desk.desk_created', object: id, detail: { name: settings.name } });
  return id;
}

export const changeDesk = implementRaw(
  deskAdmin.changeDesk,
  async (call, { deskId, servers, closed, ...settings }) => {
    const row = await call.work(async (work) => {
      await wholeCompany(work);
      await holdDesk(work, deskId);
      await writeDesk(work, deskId, settings);
      if (servers) await seat(work, deskId, servers);
      if (closed !== undefined)
        await work.sql(
          'update desks set closed_at = case when $3 then coalesce(closed_at, $4) end where corp_id = $1 and id = $2',
          [work.corpId, deskId, closed, work.now],
        );
      await work.emit(deskStirred, { deskId });
      await work.audit({ action: 'desk.desk_changed', object: deskId });
      return await shown(work, deskId);
    });
    return toDesk(call, row);
  },
);

type Settings = Partial<Omit<InputOf<typeof deskAdmin.changeDesk>, 'deskId' | 'servers' | 'closed'>>;
const columns = {
  name: 'name',
  logoFileId: 'logo_file',
  greeting: 'greeting',
  hours: 'hours',
  zone: 'zone',
  holidays: 'holidays',
  how: 'how',
  skills: 'skills',
  bot: 'bot',
  program: 'program',
  sites: 'sites',
  firstReplyMinutes: 'first_reply_minutes',
  resolveMinutes: 'resolve_minutes',
  silenceHours: 'silence_hours',
} as const satisfies Record<keyof Settings, string>;

/** What was given replaces what was; the name and the face reach every chat of the desk. */
export async function writeDesk(work: Work, id: DeskId, settings: Settings): Promise<void> {
  const before = await deskById(work, id);
  if (settings.zone && !isZone(settings.zone)) fail('desk.bad_zone');
  const values: unknown[] = [work.corpId, id];
  const sets = Object.entries(columns).flatMap(([key, column]) => {
    const value = settings[key as keyof Settings];
    if (value === undefined) return [];
    return [`${column} = $${values.push(key === 'hours' && value ? JSON.stringify(value) : value)}`];
  });
  if (sets.length)
    await work.sql(`update desks set ${sets.join(', ')} where corp_id = $1 and id = $2`, values);
  const { logoFileId } = settings;
  if (logoFileId !== undefined && logoFileId !== before.logoFileId) {
    if (before.logoFileId) await detachFiles(work, [before.logoFileId], { kind: 'desk', id });
    if (logoFileId) await attachFile(work, logoFileId as FileId, { kind: 'desk', id });
  }
  const now = await deskById(work, id);
  const avatar = now.logoFileId && `/s/${now.code}/logo`;
  await nameSpeaker(work, { id, kind: 'robot', name: now.name, avatar });
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Whoever stays keeps their turn and duty; whoever goes keeps the sessions in hand until they end. */
async function seat(
  work: Work,
  id: DeskId,
  servers: InputOf<typeof deskAdmin.createDesk>['servers'],
): Promise<void> {
  const ids = [...new Set(servers.map((s) => s.memberId))];
  const known = await work.sql(
    `select from members where corp_id = $1 and id = any($2) and status in ('active', 'invited')`,
    [work.corpId, ids],
  );
  if (known.length !== ids.length) fail('directory.member_not_found');
  await work.sql(
    'delete from desk_members where corp_id = $1 and desk_id = $2 and not (member_id = any($3))',
    [work.corpId, id, ids],
  );
  for (const { memberId, skills, cap, lead } of servers)
    await work.sql(
      `insert into desk_members (corp_id, desk_id, member_id, skills, cap, lead) values ($1, $2, $3, $4, $5, $6)
       on conflict (corp_id, desk_id, member_id) do update set skills = excluded.skills, cap = excluded.cap, lead = excluded.lead`,
      [work.corpId, id, memberId, skills, cap, lead],
    );
}
