import { useState } from 'react';
import type { Caps } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { CapExperiments } from './cap-experiments.tsx';
import { CapsEffect } from './caps-effect.tsx';
import { SunkChats } from './sunk-chats.tsx';
import { useOutreachWords } from './words.ts';

/** How often customers may be written to, and when not. */
export function CapsForm() {
  const loaded = useLoaded('caps', () => api.outreach.getCaps({}));
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  if (!loaded.data) return <RowsSkeleton rows={4} />;
  return (
    <div className="flex w-full max-w-160 flex-col gap-5 p-4 pb-8">
      <Form caps={loaded.data as Caps} />
      <CapExperiments />
      <SunkChats />
    </div>
  );
}

function Form({ caps }: { caps: Caps }) {
  const words = useOutreachWords();
  const [value, setValue] = useState(caps);
  const [reason, setReason] = useState('');
  const change = (part: Partial<Caps>) => setValue((v) => ({ ...v, ...part }));
  const save = async () => {
    try {
      const bannedWords = value.bannedWords.map((w) => w.trim()).filter(Boolean);
      await api.outreach.setCaps({ ...value, bannedWords, reason });
      setReason('');
      toast(words.saved, { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const number = (name: 'perWeek' | 'perMonth', max: number) => (
    <Field label={words[name]} className="w-64">
      <Input
        type="number"
        min={0}
        max={max}
        value={value[name]}
        onChange={(e) => change({ [name]: Number(e.target.value) })}
      />
    </Field>
  );
  const time = (name: 'quietFrom' | 'quietTo') => (
    <Field label={words[name]} className="w-40">
      <Input type="time" value={value[name]} onChange={(e) => change({ [name]: e.target.value })} />
    </Field>
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
    >
      <p className="text-dense text-text-2">{words.capsText}</p>
      <div className="flex flex-wrap gap-4">
        {number('perWeek', 14)}
        {number('perMonth', 60)}
      </div>
      <CapsEffect perWeek={value.perWeek} perMonth={value.perMonth} />
      <div className="flex flex-wrap gap-4">
        {time('quietFrom')}
        {time('quietTo')}
      </div>
      <Checkbox checked={value.askConsent} onChecked={(askConsent) => change({ askConsent })}>
        {words.askConsent}
      </Checkbox>
      <Field label={words.bannedWords} hint={words.bannedHint} optional>
        <Textarea
          rows={3}
          value={value.bannedWords.join('\n')}
          onChange={(e) => change({ bannedWords: e.target.value.split('\n') })}
        />
      </Field>
      <Field label={words.why} optional>
        <Input value={reason} maxLength={500} onChange={(e) => setReason(e.target.value)} />
      </Field>
      <Button look="solid" type="submit" className="self-start">
        {words.saveCaps}
      </Button>
    </form>
  );
}
