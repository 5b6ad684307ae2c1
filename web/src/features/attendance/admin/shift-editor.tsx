import { useState } from 'react';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { clockSeconds } from './rule-draft.ts';
import { useAttendanceAdminWords } from './words.ts';

const after = (text: string, start: number) => {
  const at = clockSeconds(text);
  return at === undefined ? undefined : at <= start ? at + 86_400 : at;
};

/** A new shift: its hours and its rest. */
export function ShiftEditor({
  color,
  onClose,
  onSaved,
}: {
  color: number;
  onClose: () => void;
  onSaved: () => void;
}) {
  const all = useAttendanceAdminWords();
  const words = all.rule;
  const [name, setName] = useState('');
  const [texts, setTexts] = useState({ start: '09:00', end: '18:00', restStart: '', restEnd: '' });
  const [busy, setBusy] = useState(false);
  const start = clockSeconds(texts.start);
  const end = start === undefined ? undefined : after(texts.end, start);
  const rest =
    start === undefined ? [] : [after(texts.restStart, start), after(texts.restEnd, start)].filter(defined);
  const fits = name.trim() !== '' && end !== undefined && rest.length !== 1;
  const save = async () => {
    if (start === undefined || end === undefined) return;
    setBusy(true);
    try {
      await api.attendanceAdmin.createShift({
        name,
        color,
        times: {
          sections: [{ start, end }],
          rests: rest.length === 2 ? [{ start: rest[0]!, end: rest[1]! }] : [],
          aheadSec: 14_400,
          afterSec: 21_600,
        },
      });
      toast(all.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={all.roster.addShift}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!fits} onClick={() => void save()}>
            {all.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={all.roster.shiftName} required>
          <Input value={name} maxLength={40} onChange={(e) => setName(e.target.value)} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          {(['start', 'end', 'restStart', 'restEnd'] as const).map((key) => (
            <Field
              key={key}
              label={words[key]}
              hint={key === 'end' && texts.end <= texts.start ? words.nextDay : undefined}
            >
              <Input
                type="time"
                value={texts[key]}
                onChange={(e) => setTexts({ ...texts, [key]: e.target.value })}
              />
            </Field>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

const defined = (n: number | undefined): n is number => n !== undefined;
