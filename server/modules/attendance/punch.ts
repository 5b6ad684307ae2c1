import { attendance } from '@teahouse/contract/attendance';
import type { InputOf } from '@teahouse/contract/define';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { attachFiles } from '../files/index.ts';
import { askForPasskey, memberOfPasskey } from '../identity/index.ts';
import { evidenceOf } from './evidence.ts';
import { readKioskCode } from './kiosk-code.ts';
import { placesFor } from './places.ts';
import { punchesOf, toPunch } from './punch-rows.ts';
import { dayNow } from './today.ts';

export const punch = implementRaw(attendance.punch, async (call, input) => {
  const kiosk = input.kioskCode
    ? (readKioskCode(call.ports.secret, call.corpId, input.kioskCode, call.now) ??
      fail('attendance.kiosk_code'))
    : undefined;
  const passkey = input.passkey !== undefined && (await vouched(call, input.cid, input.passkey));
  return await call.work((work) => recordPunch(work, input, { ip: call.request.ip, kiosk, passkey }));
});

export const punchPasskeyOptions = implementRaw(attendance.punchPasskeyOptions, async (call) => {
  const memberId = await call.work(async (work) => actingMember(work));
  return await askForPasskey(call, 'punch', { corpId: call.corpId, memberId });
});

/** A passkey of the member answered, once. A punch that is written already needs no second answer: its first one may have got lost. */
async function vouched(
  call: RawCall & { corpId: string },
  cid: string,
  answer: { ticket: string; response: Record<string, unknown> },
): Promise<boolean> {
  const { me, known } = await call.work(async (work) => ({
    me: actingMember(work),
    known: await work.sql('select from punches where corp_id = $1 and member_id = $2 and cid = $3', [
      work.corpId,
      actingMember(work),
      cid,
    ]),
  }));
  if (known.length === 0) await memberOfPasskey(call, 'punch', call.corpId, me, answer);
  return true;
}

/** Writes a punch down with what speaks for it. What falls short of the rule is marked, never refused: refusals make disputes. */
async function recordPunch(
  work: Work,
  input: InputOf<typeof attendance.punch>,
  {
    ip,
    kiosk,
    passkey,
  }: { ip: string; kiosk: { placeId: string; step: number } | undefined; passkey: boolean },
) {
  const me = actingMember(work);
  const { config } = await dayNow(work, me);
  const places = await placesFor(work, me, config?.places ?? []);
  const kioskPlace = kiosk && (places.find((p) => p.id === kiosk.placeId) ?? fail('attendance.kiosk_code'));
  if (input.kind === 'field' && config?.fieldPhoto && input.photos.length === 0)
    fail('attendance.photo_needed');
  const evidence = evidenceOf(places, { position: input.position, ip, kiosk: kioskPlace, passkey });
  const keep = config?.keepLocation === true ? input.position : undefined;
  const id = newId('pun');
  // Another device than before is worth a look; a first one is not.
  const [written] = await work.sql<{ id: string }>(
    `insert into punches (corp_id, member_id, id, cid, at, kind, grade, place_id, place_name, distance_m, outside, below_grade,
                          device_id, new_device, device_at, note, photos, lat, lng, kiosk_step)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
            $13 <> '' and exists (select from punches p where p.corp_id = $1 and p.member_id = $2 and p.device_id <> '')
                      and not exists (select from punches p where p.corp_id = $1 and p.member_id = $2 and p.device_id = $13),
            $14, $15, $16, $17, $18, $19
     on conflict do nothing returning id`,
    [
      work.corpId,
      me,
      id,
      input.cid,
      work.now,
      input.kind,
      evidence.grade,
      evidence.place?.id ?? null,
      evidence.place?.name ?? '',
      evidence.distanceM,
      places.length > 0 && !evidence.place,
      evidence.grade < (config?.minGrade ?? 0),
      input.deviceId,
      input.deviceAt ? new Date(input.deviceAt) : null,
      input.note,
      input.photos,
      keep?.lat ?? null,
      keep?.lng ?? null,
      kiosk?.step ?? null,
    ],
  );
  if (written) await attachFiles(work, input.photos, { kind: 'punch', id });
  const { mine, result } = await dayNow(work, me);
  const [first] = await work.sql<{ id: string; at: Date }>(
    'select id, at from punches where corp_id = $1 and member_id = $2 and cid = $3',
    [work.corpId, me, input.cid],
  );
  // Neither written nor there already: the kiosk code had served this person.
  if (!first) return fail('attendance.kiosk_code');
  const shown = mine.results.flatMap((r) => mine.punchesOn(r.day)).find((p) => p.id === first.id);
  const row = shown ?? (await punchesOf(work, [me], first.at, new Date(first.at.getTime() + 1))).get(me)?.[0];
  return { punch: toPunch(row ?? fail('common.not_found')), result };
}
