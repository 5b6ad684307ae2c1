import { useState } from 'react';
import { Link } from 'wouter';
import type { AssessmentCycleId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { ActualText } from './actual-text.tsx';
import { Groups } from './groups.tsx';
import { points, type Result } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

/** My result in one cycle: how it came about, every version, and the way to appeal. */
export function MyResult({ cycleId, onGo }: { cycleId: AssessmentCycleId; onGo: (to: string) => void }) {
  const loaded = useLoaded(cycleId, (signal) => api.assessment.getMyResult({ cycleId }, { signal }));
  return (
    <Waiting loaded={loaded}>
      {(result) => <Shown result={result} onChanged={loaded.reload} onGo={onGo} />}
    </Waiting>
  );
}

function Shown({
  result: r,
  onChanged,
  onGo,
}: {
  result: Result;
  onChanged: () => void;
  onGo: (to: string) => void;
}) {
  const words = useAssessmentWords();
  const [appealing, setAppealing] = useState(false);
  const newest = r.versions[0]!;
  const gradeOf = (key: string) => {
    const grade = r.form.grades.find((g) => g.key === key);
    return grade ? said(grade.name, grade.en) : key;
  };
  const acknowledge = async () => {
    try {
      await api.assessment.acknowledgeResult({ cycleId: r.cycle.id });
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const title = said(r.cycle.name, r.cycle.en);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={title}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-4 pb-8">
        <header className="flex flex-col gap-1">
          <h2 className="text-[17px] font-medium">{title}</h2>
          <p className="text-small text-text-3">
            {r.cycle.from} – {r.cycle.to} · {words.stages[r.stage]}
          </p>
          <p className="flex flex-wrap items-center gap-3">
            <span className="tabular text-[20px] font-medium">{points(newest.score)}</span>
            <Tag tone="accent">{gradeOf(newest.grade)}</Tag>
          </p>
        </header>
        <div className="flex flex-wrap items-center gap-2">
          {newest.acknowledgedAt ? (
            <Tag>{words.acknowledged}</Tag>
          ) : (
            <Button look="solid" onClick={() => void acknowledge()}>
              {words.acknowledge}
            </Button>
          )}
          {r.mayAppeal && <Button onClick={() => setAppealing(true)}>{words.appeal}</Button>}
          {r.appeal ? (
            <Link
              href={`/approvals/mine/${r.appeal.approvalId}`}
              className="rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
            >
              {words.appealStates[r.appeal.state]} · {words.seeApproval}
            </Link>
          ) : (
            r.appealUntil &&
            r.stage !== 'closed' && (
              <span className="text-small text-text-3">{words.appealUntil(r.appealUntil)}</span>
            )
          )}
        </div>
        {r.leaderComment && (
          <section aria-label={words.leaderSaid}>
            <h3 className="mb-1.5 text-dense font-medium text-text-2">{words.leaderSaid}</h3>
            <p className="wrap-anywhere whitespace-pre-wrap">{r.leaderComment}</p>
          </section>
        )}
        {r.actuals.map((a) => (
          <ActualText key={a.itemId} actual={a} />
        ))}
        <Groups groups={r.groups} items={r.form.items} />
        <section aria-label={words.versions} className="flex flex-col gap-1.5">
          <h3 className="text-dense font-medium text-text-2">{words.versions}</h3>
          <ul className="rounded-box border border-line">
            {r.versions.map((v) => (
              <li
                key={v.version}
                className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
              >
                <span className="min-w-0 flex-1">
                  {words.sources[v.source]} · <span className="tabular">{points(v.score)}</span> ·{' '}
                  {gradeOf(v.grade)}
                </span>
                <span className="tabular text-tiny text-text-3">{fullTime(Date.parse(v.at))}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {appealing && (
        <Appeal
          cycleId={r.cycle.id}
          score={newest.score}
          onClose={() => setAppealing(false)}
          onMade={(id) => onGo(`/approvals/mine/${id}`)}
        />
      )}
    </div>
  );
}

function Appeal({
  cycleId,
  score: now,
  onClose,
  onMade,
}: {
  cycleId: AssessmentCycleId;
  score: number;
  onClose: () => void;
  onMade: (approvalId: string) => void;
}) {
  const words = useAssessmentWords();
  const [reason, setReason] = useState('');
  const [score, setScore] = useState(points(now));
  const wanted = Math.round(Number(score) * 100);
  const fits = reason.trim() !== '' && wanted >= 0 && wanted <= 10_000;
  const send = async () => {
    try {
      onMade(
        (await api.assessment.appealResult({ cycleId, reason: reason.trim(), score: wanted })).approvalId,
      );
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.appeal}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" disabled={!fits} onClick={() => void send()}>
            {words.submit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.appealReason} required>
          <Textarea value={reason} rows={4} maxLength={2_000} onChange={(e) => setReason(e.target.value)} />
        </Field>
        <Field label={words.appealScore} required>
          <Input
            type="number"
            min={0}
            max={100}
            step="0.01"
            value={score}
            onChange={(e) => setScore(e.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}
