import { useState } from 'react';
import type { AdminCycle, CalibrationLine } from '../../../../../contract/src/assessment-admin.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { said } from '../../../ui/form/label-of.ts';
import { Input } from '../../../ui/input.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { points } from '../shapes.ts';
import { Waiting } from '../waiting.tsx';
import { useAssessmentWords } from '../words.ts';
import { useAssessmentAdminWords } from './words.ts';

/** What everybody's answers add up to, how grades spread, and changes with their reasons; then the results are published. */
export function CalibrationDialog({ cycle, onClose }: { cycle: AdminCycle; onClose: () => void }) {
  const words = useAssessmentAdminWords();
  const [waiver, setWaiver] = useState('');
  const loaded = useLoaded('calibration', (signal) =>
    api.assessmentAdmin.getCalibration({ cycleId: cycle.id }, { signal }),
  );
  const open = cycle.stage === 'calibration';
  const broken = loaded.data?.shares.some((s) => !s.kept) ?? false;
  const publish = async () => {
    const asked = { title: words.publishSure, text: words.publishText, action: words.publish };
    if (!(await confirm(asked))) return;
    try {
      await api.assessmentAdmin.publishResults({ cycleId: cycle.id, waiver: waiver.trim() });
      onClose();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={`${cycle.name} · ${words.calibration}`}
      footer={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          {open && (
            <Button look="solid" disabled={broken && waiver.trim() === ''} onClick={() => void publish()}>
              {words.publish}
            </Button>
          )}
        </>
      }
    >
      <Waiting loaded={loaded}>
        {({ lines, shares, grades }) => (
          <div className="flex flex-col gap-4">
            <ul className="flex flex-wrap gap-2">
              {shares.map((s) => {
                const grade = grades.find((g) => g.key === s.key);
                const name = grade ? said(grade.name, grade.en) : s.key;
                return (
                  <li key={s.key}>
                    <Tag tone={s.kept ? 'plain' : 'danger'}>
                      {s.kept
                        ? words.shareKept(name, s.count)
                        : words.shareBroken(name, s.count, `${s.least ?? 0}–${s.most ?? ''}`)}
                    </Tag>
                  </li>
                );
              })}
            </ul>
            <ul>
              {lines.map((l) => (
                <Row
                  key={l.member.id}
                  line={l}
                  grade={grades.find((g) => g.key === l.grade)}
                  cycle={cycle}
                  open={open}
                  onChanged={loaded.reload}
                />
              ))}
            </ul>
            {open && broken && (
              <Field label={words.waiver} hint={words.waiverHint} required>
                <Input value={waiver} maxLength={500} onChange={(e) => setWaiver(e.target.value)} />
              </Field>
            )}
          </div>
        )}
      </Waiting>
    </Dialog>
  );
}

function Row({
  line: l,
  grade,
  cycle,
  open,
  onChanged,
}: {
  line: CalibrationLine;
  grade: { name: string; en?: string | null | undefined } | undefined;
  cycle: AdminCycle;
  open: boolean;
  onChanged: () => void;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [editing, setEditing] = useState(false);
  const [score, setScore] = useState(l.score === null ? '' : points(l.score));
  const [reason, setReason] = useState('');
  const wanted = Math.round(Number(score) * 100);
  const fits = score !== '' && wanted >= 0 && wanted <= 10_000 && reason.trim() !== '';
  const save = async () => {
    try {
      await api.assessmentAdmin.calibrate({
        cycleId: cycle.id,
        memberId: l.member.id,
        score: wanted,
        reason: reason.trim(),
      });
      setEditing(false);
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-2 last:border-b-0">
      <span className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1 truncate">{l.member.name}</span>
        <span className="tabular text-small text-text-3">
          {words.computed} {l.computed === null ? '–' : points(l.computed)}
        </span>
        <span className="tabular font-medium">{l.score === null ? '–' : points(l.score)}</span>
        <Tag>{grade ? said(grade.name, grade.en) : '–'}</Tag>
        {open && !editing && (
          <Button
            size="small"
            aria-label={`${words.adjust} ${l.member.name}`}
            onClick={() => setEditing(true)}
          >
            {words.adjust}
          </Button>
        )}
      </span>
      {l.changes.map((c) => (
        <span key={c.at} className="text-small text-text-3">
          {c.before === null ? '–' : points(c.before)} → {points(c.after)} · {c.reason}
        </span>
      ))}
      {editing && (
        <form
          className="flex flex-wrap items-center gap-2"
          onSubmit={(e) => {
            e.preventDefault();
            if (fits) void save();
          }}
        >
          <Input
            aria-label={`${words.adjusted} ${l.member.name}`}
            type="number"
            min={0}
            max={100}
            step="0.01"
            className="!w-24"
            value={score}
            onChange={(e) => setScore(e.target.value)}
          />
          <Input
            aria-label={`${words.reason} ${l.member.name}`}
            placeholder={words.reason}
            className="min-w-40 flex-1"
            value={reason}
            maxLength={500}
            onChange={(e) => setReason(e.target.value)}
          />
          <Button type="submit" size="small" disabled={!fits}>
            {common.save}
          </Button>
        </form>
      )}
    </li>
  );
}
