import { useState } from 'react';
import type { ObjectiveId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import type { Card } from './shapes.ts';
import { useAssessmentWords } from './words.ts';

/** How far a key result is now, and a word about it; the same press is one check-in. */
export function CheckIn({
  objectiveId,
  result: r,
  onDone,
}: {
  objectiveId: ObjectiveId;
  result: Card['results'][number];
  onDone: () => void;
}) {
  const words = useAssessmentWords();
  const [cid, setCid] = useState(() => crypto.randomUUID());
  const [progress, setProgress] = useState(String(r.progress));
  const [note, setNote] = useState('');
  const n = Number(progress);
  const fits = progress !== '' && Number.isInteger(n) && n >= 0 && n <= 100;
  const send = async () => {
    try {
      await api.objectives.checkIn({ objectiveId, cid, resultId: r.id, progress: n, note: note.trim() });
      setCid(crypto.randomUUID());
      setNote('');
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(e) => {
        e.preventDefault();
        if (fits) void send();
      }}
    >
      <Input
        aria-label={`${words.checkIn} ${r.title}`}
        type="number"
        min={0}
        max={100}
        className="!w-24"
        value={progress}
        onChange={(e) => setProgress(e.target.value)}
      />
      <Input
        aria-label={`${words.note} ${r.title}`}
        placeholder={words.note}
        className="min-w-40 flex-1"
        value={note}
        maxLength={1_000}
        onChange={(e) => setNote(e.target.value)}
      />
      <Button type="submit" size="small" disabled={!fits || (n === r.progress && note.trim() === '')}>
        {words.checkIn}
      </Button>
    </form>
  );
}
