import { useState } from 'react';
import type { Absence, LeaveType } from '../../../../../contract/src/attendance-leave.ts';
import type { MemberBrief } from '../../../../../contract/src/directory.ts';
import { api } from '../../../lib/api.ts';
import { uuid } from '../../../lib/uuid.ts';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { type Ask, Sheet } from './leave-sheet.tsx';
import { useAttendanceAdminWords } from './words.ts';

export function GrantDialog({
  types,
  member,
  ...ask
}: Ask & { types: readonly LeaveType[]; member: MemberBrief }) {
  const words = useAttendanceAdminWords().leave;
  const balanced = types.filter((t) => t.balanced);
  const [cid] = useState(uuid);
  const [typeId, setTypeId] = useState(balanced[0]?.id ?? '');
  const [days, setDays] = useState('');
  const [expires, setExpires] = useState('');
  const [note, setNote] = useState('');
  const type = balanced.find((t) => t.id === typeId);
  const n = days.trim() === '' ? Number.NaN : Number(days);
  return (
    <Sheet
      {...ask}
      title={words.grantTo(member.name)}
      fits={type !== undefined && Number.isFinite(n) && n !== 0}
      save={async () => {
        if (!type) return;
        await api.attendanceLeave.grantLeave({
          cid,
          memberIds: [member.id],
          typeId: type.id,
          seconds: Math.round(n * type.daySec),
          note,
          ...(expires ? { expiresOn: expires } : {}),
        });
      }}
    >
      <Field label={words.type}>
        <Select
          className="w-full"
          value={typeId}
          onChange={(e) => setTypeId(e.target.value)}
          options={balanced.map((t) => ({ value: t.id, label: t.name }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.days}>
          <Input inputMode="decimal" value={days} onChange={(e) => setDays(e.target.value)} />
        </Field>
        <Field label={words.expires}>
          <Input type="date" value={expires} onChange={(e) => setExpires(e.target.value)} />
        </Field>
      </div>
      <Field label={words.note}>
        <Input value={note} maxLength={200} onChange={(e) => setNote(e.target.value)} />
      </Field>
    </Sheet>
  );
}

export function RecordDialog({
  types,
  member,
  ...ask
}: Ask & { types: readonly LeaveType[]; member: MemberBrief }) {
  const words = useAttendanceAdminWords().leave;
  const [what, setWhat] = useState<string>(types[0]?.id ?? 'trip');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const type = types.find((t) => t.id === what);
  return (
    <Sheet
      {...ask}
      title={words.record}
      text={words.recordText}
      fits={from !== '' && to > from}
      save={() =>
        api.attendanceLeave.recordAbsence({
          memberId: member.id,
          kind: type ? 'leave' : (what as Absence['kind']),
          ...(type ? { typeId: type.id } : {}),
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          note,
        })
      }
    >
      <Field label={words.kind}>
        <Select
          className="w-full"
          value={what}
          onChange={(e) => setWhat(e.target.value)}
          options={[
            ...types.map((t) => ({ value: t.id as string, label: t.name })),
            ...(['trip', 'out', 'overtime'] as const).map((value) => ({ value, label: words.kinds[value] })),
          ]}
        />
      </Field>
      <div className="grid gap-3 desk:grid-cols-2">
        <Field label={words.from}>
          <Input type="datetime-local" value={from} onChange={(e) => setFrom(e.target.value)} />
        </Field>
        <Field label={words.to}>
          <Input type="datetime-local" value={to} onChange={(e) => setTo(e.target.value)} />
        </Field>
      </div>
      <Field label={words.note}>
        <Input value={note} maxLength={300} onChange={(e) => setNote(e.target.value)} />
      </Field>
    </Sheet>
  );
}

export function CorrectionDialog({ member, ...ask }: Ask & { member: MemberBrief }) {
  const words = useAttendanceAdminWords().leave;
  const [cid] = useState(uuid);
  const [at, setAt] = useState('');
  const [note, setNote] = useState('');
  return (
    <Sheet
      {...ask}
      title={words.correct}
      fits={at !== '' && note.trim() !== ''}
      save={() =>
        api.attendanceLeave.recordCorrection({
          cid,
          memberId: member.id,
          at: new Date(at).toISOString(),
          note,
        })
      }
    >
      <Field label={words.at}>
        <Input type="datetime-local" value={at} onChange={(e) => setAt(e.target.value)} />
      </Field>
      <Field label={words.note} required>
        <Input value={note} maxLength={300} onChange={(e) => setNote(e.target.value)} />
      </Field>
    </Sheet>
  );
}
