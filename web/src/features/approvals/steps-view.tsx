import { Bot, Check, Circle, CircleDot, CornerUpLeft, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { when } from '../../lib/format.ts';
import { usePerson } from '../../lib/people.ts';
import { cx } from '../../ui/cx.ts';
import { FileLink } from '../../ui/form/file-link.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Face, PersonName } from './person-name.tsx';
import { useApprovalWords } from './words.ts';
import type { ShownStep } from './shapes.ts';

type StepPerson = ShownStep['people'][number];

/** The steps of a request from the applicant on, with who is asked and what they said. `pickAt` draws the choice of a step. */
export function StepsView({
  steps,
  applicant,
  pickAt,
}: {
  steps: readonly ShownStep[];
  applicant: { id: string; at: string | null };
  pickAt?: (step: ShownStep) => ReactNode;
}) {
  const words = useApprovalWords();
  return (
    <ol aria-label={words.steps} className="flex flex-col">
      <StepLine icon={<Check />} tone="done" last={steps.length === 0}>
        <div className="flex items-center gap-2">
          <Face id={applicant.id} size={24} />
          <span className="text-body">
            <PersonName id={applicant.id} />
          </span>
          <span className="text-small text-text-3">{words.applied}</span>
          {applicant.at && <At at={applicant.at} />}
        </div>
      </StepLine>
      {steps.map((step, i) => (
        <Step
          key={`${step.id}-${i}`}
          step={step}
          last={i === steps.length - 1}
          pick={step.pick && pickAt?.(step)}
        />
      ))}
    </ol>
  );
}

function Step({ step, last, pick }: { step: ShownStep; last: boolean; pick: ReactNode }) {
  const words = useApprovalWords();
  // Where the applicant chooses, the choice itself says who is asked.
  const [people, notes] = pick ? [[], []] : [step.people, step.notes];
  const refused = [...step.people, step.program].some((p) => p?.state === 'rejected');
  const back = step.people.some((p) => p.state === 'returned') && step.state !== 'active';
  const [icon, tone] = refused
    ? ([<X key="x" />, 'bad'] as const)
    : back
      ? ([<CornerUpLeft key="b" />, 'bad'] as const)
      : step.state === 'passed'
        ? ([<Check key="c" />, 'done'] as const)
        : step.state === 'active'
          ? ([<CircleDot key="d" />, 'now'] as const)
          : step.state === 'skipped'
            ? ([<Minus key="m" />, 'later'] as const)
            : ([<Circle key="o" />, 'later'] as const);
  return (
    <StepLine icon={icon} tone={tone} last={last}>
      <p className="flex flex-wrap items-baseline gap-x-2 text-body">
        <span className="font-medium">{said(step.name, step.en)}</span>
        <span className="text-small text-text-3">
          {[
            step.kind === 'cc' ? words.copy : words.stepState[step.state],
            step.kind !== 'cc' && step.people.length > 1 ? words.modes[step.mode] : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {people.map((p, i) => (
        <StepPersonLine key={`${p.member}-${i}`} person={p} />
      ))}
      {step.program && <ProgramLine word={step.program} />}
      {notes.map((n, i) => (
        <Note key={i} note={n} />
      ))}
      {pick}
    </StepLine>
  );
}

function Note({ note }: { note: ShownStep['notes'][number] }) {
  const words = useApprovalWords();
  const person = usePerson(note.member);
  return <p className="mt-1 text-small text-text-3">{words.notes[note.why](person?.name ?? '')}</p>;
}

function ProgramLine({ word }: { word: NonNullable<ShownStep['program']> }) {
  return (
    <Word
      word={word}
      who={
        <span
          aria-hidden
          className="flex size-6 items-center justify-center rounded-full bg-sunken text-text-2"
        >
          <Bot className="size-4" />
        </span>
      }
    />
  );
}

function StepPersonLine({ person: p }: { person: StepPerson }) {
  const words = useApprovalWords();
  const principal = usePerson(p.principal === p.member ? null : p.principal);
  return (
    <Word
      word={p}
      files={p.files}
      who={
        <>
          <Face id={p.member} size={24} />
          <span className="text-body">
            <PersonName id={p.member} />
          </span>
          {principal && <span className="text-small text-text-3">{words.insteadOf(principal.name)}</span>}
        </>
      }
    />
  );
}

/** Who was asked, what came of it, and what they said. */
function Word({
  who,
  word: p,
  files = [],
}: {
  who: ReactNode;
  word: Pick<StepPerson, 'state' | 'auto' | 'at' | 'comment'>;
  files?: StepPerson['files'];
}) {
  const words = useApprovalWords();
  const tone =
    p.state === 'approved'
      ? 'text-accent'
      : p.state === 'rejected' || p.state === 'returned'
        ? 'text-danger'
        : 'text-text-3';
  return (
    <div className="mt-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        {who}
        {p.state && <span className={cx('text-small', tone)}>{words.taskState[p.state]}</span>}
        {p.auto && <span className="text-small text-text-3">{words.auto[p.auto]}</span>}
        {p.at && <At at={p.at} />}
      </div>
      {(p.comment || files.length > 0) && (
        <div className="mt-1 ml-8 flex flex-col items-start gap-1 rounded-box bg-sunken px-3 py-2">
          {p.comment && <p className="text-dense wrap-anywhere whitespace-pre-wrap">{p.comment}</p>}
          {files.map((f, i) => (
            <FileLink key={f} fileId={f} n={i + 1} />
          ))}
        </div>
      )}
    </div>
  );
}

const At = ({ at }: { at: string }) => (
  <time dateTime={at} className="tabular ml-auto text-small text-text-3">
    {when(Date.parse(at))}
  </time>
);

const tones = { done: 'text-accent', now: 'text-info', bad: 'text-danger', later: 'text-text-3' };
function StepLine({
  icon,
  tone,
  last,
  children,
}: {
  icon: ReactNode;
  tone: keyof typeof tones;
  last: boolean;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-3">
      <span className="flex w-5 shrink-0 flex-col items-center">
        <span aria-hidden className={cx('mt-0.5 [&>svg]:size-5', tones[tone])}>
          {icon}
        </span>
        {!last && <span aria-hidden className="my-1 w-px flex-1 bg-line" />}
      </span>
      <div className={cx('min-w-0 flex-1', !last && 'pb-5')}>{children}</div>
    </li>
  );
}
