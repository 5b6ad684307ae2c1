import { useState, type FormEvent } from 'react';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { confirmed, useAsking } from '../../lib/step-up.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useExpenseWords } from './words.ts';

/** Says where I am paid. */
export function AccountDialog({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const words = useExpenseWords();
  const away = useAsking();
  const [account, setAccount] = useState({ holder: '', bank: '', number: '' });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      await confirmed(() => api.expenses.setPayeeAccount(account));
      onSaved();
    } catch (error) {
      setFaults(fieldFaults(error));
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={!away} onClose={onClose} title={words.account} description={words.accountText} size="small">
      <form onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        {(['holder', 'bank', 'number'] as const).map((name) => (
          <Field key={name} label={words[name]} required error={faults[name]}>
            <Input
              value={account[name]}
              maxLength={80}
              autoComplete="off"
              {...(name === 'number' ? { inputMode: 'numeric' as const } : {})}
              onChange={(e) => setAccount({ ...account, [name]: e.target.value })}
            />
          </Field>
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            look="solid"
            busy={busy}
            disabled={Object.values(account).some((v) => !v.trim())}
          >
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
