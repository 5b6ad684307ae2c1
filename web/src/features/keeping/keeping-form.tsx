import { useEffect, useState } from 'react';
import type { Keeping } from '../../../../contract/src/keeping.ts';
import { api, failureText } from '../../lib/api.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { useKeepingWords } from './words.ts';

const offered = [30, 90, 180, 365, 730, 1_095, 1_825, 3_650];

/** For how long messages and files are kept, and the hold that stops everything from going. `confirmed` asks for a fresh proof where the server wants one. */
export function KeepingForm({ confirmed }: { confirmed: <T>(run: () => Promise<T>) => Promise<T> }) {
  const words = useKeepingWords();
  const [kept, setKept] = useState<Keeping | null>(null);
  const [wish, setWish] = useState<Keeping | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let here = true;
    api.keeping
      .getKeeping({})
      .then((got) => {
        if (!here) return;
        setKept(got);
        setWish(got);
      })
      .catch((error: unknown) => toast(failureText(error), { tone: 'danger' }));
    return () => {
      here = false;
    };
  }, []);
  if (!kept || !wish) return <RowsSkeleton rows={3} />;
  const unexplained = wish.hold !== null && wish.hold.reason.trim() === '';
  const save = async () => {
    const less = shorter(wish.messageDays, kept.messageDays) || shorter(wish.fileDays, kept.fileDays);
    const lifted = kept.hold !== null && wish.hold === null;
    if (less || lifted) {
      const asked = { title: words.sure, text: words.sureText, action: words.sureAction, danger: true };
      if (!(await confirm(asked))) return;
    }
    setBusy(true);
    try {
      const settled = await confirmed(() => api.keeping.setKeeping(wish));
      setKept(settled);
      setWish(settled);
      toast(words.saved, { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-160 px-5 pt-2 pb-8">
        <SettingLine title={words.messages} hint={words.messagesHint}>
          <Days
            label={words.messages}
            days={wish.messageDays}
            onDays={(messageDays) => setWish({ ...wish, messageDays })}
          />
        </SettingLine>
        <SettingLine title={words.filesFor} hint={words.filesHint}>
          <Days
            label={words.filesFor}
            days={wish.fileDays}
            onDays={(fileDays) => setWish({ ...wish, fileDays })}
          />
        </SettingLine>
        <SettingLine title={words.hold} hint={words.holdHint}>
          <Switch
            aria-label={words.hold}
            checked={wish.hold !== null}
            onChecked={(on) => setWish({ ...wish, hold: on ? { reason: '' } : null })}
          />
        </SettingLine>
        {wish.hold && (
          <Field
            label={words.reason}
            required
            className="pt-3"
            error={unexplained ? words.reasonMissing : null}
          >
            <Input
              value={wish.hold.reason}
              maxLength={500}
              onChange={(e) => setWish({ ...wish, hold: { reason: e.target.value } })}
            />
          </Field>
        )}
        <div className="pt-4">
          <Button
            look="solid"
            busy={busy}
            disabled={unexplained || JSON.stringify(wish) === JSON.stringify(kept)}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Days({
  label,
  days,
  onDays,
}: {
  label: string;
  days: number | null;
  onDays: (days: number | null) => void;
}) {
  const words = useKeepingWords();
  // What somebody set through the API is offered too, so that looking changes nothing.
  const choices =
    days === null || offered.includes(days) ? offered : [...offered, days].toSorted((a, b) => a - b);
  return (
    <Select
      aria-label={label}
      value={days === null ? '' : String(days)}
      onChange={(e) => onDays(e.target.value ? Number(e.target.value) : null)}
      options={[
        { value: '', label: words.forEver },
        ...choices.map((n) => ({ value: String(n), label: words.days(n) })),
      ]}
    />
  );
}

const shorter = (wish: number | null, kept: number | null) => wish !== null && (kept === null || wish < kept);
