import { useState, type FormEvent } from 'react';
import type { AppId } from '../../../../contract/src/ids.ts';
import { api, fieldFaults, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { useCallbacksWords } from './words.ts';

interface Draft {
  url: string;
  token: string;
  aesKey: string;
  format: 'xml' | 'json';
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const made = (length: number) =>
  [...crypto.getRandomValues(new Uint32Array(length))].map((n) => LETTERS[n % LETTERS.length]).join('');

/** The address of an app and the two secrets it shares with us; saving asks the address for its proof. */
export function CallbackForm({ appId, onChange }: { appId: AppId; onChange: () => void }) {
  const words = useCallbacksWords();
  const kept = useLoaded(`callback ${appId}`, (signal) => api.callbacks.getCallback({ appId }, { signal }));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  if (!kept.data) return <RowsSkeleton rows={4} />;
  const now: Draft = draft ?? kept.data.callback ?? { url: '', token: '', aesKey: '', format: 'xml' };
  const faults = fieldFaults(error);
  const change = (part: Partial<Draft>) => setDraft({ ...now, ...part });

  const run = async (what: () => Promise<unknown>, done: string | null) => {
    setBusy(true);
    setError(null);
    try {
      await what();
      setDraft(null);
      kept.reload();
      onChange();
      if (done) toast(done, { tone: 'ok' });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { url, token, aesKey, format } = now;
    void run(() => api.callbacks.setCallback({ appId, url, token, aesKey, format }), words.saved);
  };
  const remove = async () => {
    if (await confirm({ title: words.remove, text: words.removeSure, action: words.remove, danger: true }))
      await run(() => api.callbacks.removeCallback({ appId }), null);
  };
  const general = error && Object.keys(faults).length === 0 ? failureText(error) : null;
  return (
    <form onSubmit={save} className="flex flex-col gap-4">
      <Field label={words.url} error={faults['url'] ?? general}>
        <Input
          type="url"
          required
          maxLength={1024}
          value={now.url}
          onChange={(e) => change({ url: e.target.value })}
        />
      </Field>
      <div className="grid gap-4 desk:grid-cols-[1fr_2fr]">
        <Field label={words.token} hint={words.tokenHint} error={faults['token'] ?? null}>
          <Input required value={now.token} onChange={(e) => change({ token: e.target.value })} />
        </Field>
        <Field label={words.key} hint={words.keyHint} error={faults['aesKey'] ?? null}>
          <Input required value={now.aesKey} onChange={(e) => change({ aesKey: e.target.value })} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="solid" busy={busy}>
          {words.save}
        </Button>
        <Button onClick={() => change({ token: made(24), aesKey: made(43) })}>{words.make}</Button>
        <label className="flex items-center gap-2 text-dense">
          {words.format}
          <select
            className="h-8 rounded-[8px] border border-line-strong/60 bg-raised px-2"
            value={now.format}
            onChange={(e) => change({ format: e.target.value as Draft['format'] })}
          >
            <option value="xml">XML</option>
            <option value="json">JSON</option>
          </select>
        </label>
        {kept.data.callback && (
          <Button disabled={busy} onClick={() => void remove()}>
            {words.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
