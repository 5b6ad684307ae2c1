// The part of a card that answers: menus, votes, buttons. What was chosen stands in the message, so every device shows it.
import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import type { TemplateBody } from '../../../../../contract/src/program-messages.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { safeHref } from '../markdown/parse.ts';
import type { Place } from './template-card.tsx';
import { useProgramWords } from './words.ts';

type Question = TemplateBody['questions'][number];
type Chosen = Record<string, string[]>;

/** Tells the server what was pressed; the card changes when its message does. False where it was refused. */
export async function press(
  at: Place,
  key: string,
  selected: { questionKey: string; optionIds: string[] }[],
  via: 'button' | 'menu' = 'button',
): Promise<boolean> {
  try {
    await api.talk.pressCard({ chatId: at.c as `chat_${string}`, seq: at.s, key, selected, via });
    return true;
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return false;
  }
}

export function CardActions({ card, at }: { card: TemplateBody; at?: Place | undefined }) {
  const words = useProgramWords();
  const [mine, setMine] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState('');
  const { questions, buttons, submit, done } = card;
  if (questions.length + buttons.length === 0 && !submit && !done?.text) return null;
  const chosen = mine && !done ? mine : Object.fromEntries(questions.map((q) => [q.key, q.chosen]));
  const closed = done !== undefined || at === undefined;
  const send = async (key: string) => {
    if (!at) return;
    setBusy(key);
    const selected = questions
      .map((q) => ({ questionKey: q.key, optionIds: chosen[q.key] ?? [] }))
      .filter((s) => submit || s.optionIds.length > 0);
    await press(at, key, selected);
    setBusy('');
  };
  const ready = questions.every((q) => (chosen[q.key] ?? []).length > 0);
  return (
    <div className="flex flex-col gap-2.5">
      {questions.map((q) => (
        <CardQuestion
          key={q.key}
          question={q}
          chosen={chosen[q.key] ?? []}
          closed={closed}
          onChosen={(ids) => setMine({ ...chosen, [q.key]: ids })}
        />
      ))}
      {done?.text ? (
        <p className="flex h-9 items-center justify-center gap-1.5 rounded-[8px] bg-hover text-dense text-text-2">
          <Check aria-hidden className="size-4" />
          {done.text}
        </p>
      ) : (
        buttons.length > 0 && (
          <div className={cx('gap-2', card.stacked || buttons.length > 2 ? 'flex flex-col' : 'flex')}>
            {buttons.map((button, i) => (
              <CardButton
                key={button.key ?? `link ${i}`}
                button={button}
                pressed={done !== undefined && done.key === button.key}
                closed={closed}
                busy={busy === button.key && busy !== ''}
                onPress={() => void send(button.key ?? '')}
              />
            ))}
          </div>
        )
      )}
      {submit && !done?.text && (
        <Button
          look={done ? 'outline' : 'solid'}
          className="w-full"
          busy={busy !== ''}
          disabled={closed || !ready}
          onClick={() => void send(submit.key)}
        >
          {done ? words.submitted : submit.text || words.submit}
        </Button>
      )}
    </div>
  );
}

function CardButton({
  button,
  pressed,
  closed,
  busy,
  onPress,
}: {
  button: TemplateBody['buttons'][number];
  pressed: boolean;
  closed: boolean;
  busy: boolean;
  onPress: () => void;
}) {
  const href = button.url ? safeHref(button.url) : null;
  const shape =
    'inline-flex h-9 min-w-0 flex-1 items-center justify-center rounded-[8px] px-3 text-body font-medium';
  if (href)
    return (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className={cx(
          shape,
          'tap',
          button.look === 'solid'
            ? 'bg-accent text-on-accent hover:bg-accent-hover'
            : 'bg-raised text-accent ring-1 ring-line ring-inset hover:bg-hover',
        )}
      >
        <span className="truncate">{button.text}</span>
      </a>
    );
  return (
    <Button
      look={button.look === 'danger' ? 'outline' : button.look}
      busy={busy}
      disabled={closed}
      aria-pressed={pressed || undefined}
      onClick={onPress}
      className={cx('min-w-0 flex-1 shrink', button.look === 'danger' && 'text-danger')}
      icon={pressed ? <Check aria-hidden className="size-4" /> : undefined}
    >
      <span className="truncate">{button.text}</span>
    </Button>
  );
}

function CardQuestion({
  question: q,
  chosen,
  closed,
  onChosen,
}: {
  question: Question;
  chosen: readonly string[];
  closed: boolean;
  onChosen: (ids: string[]) => void;
}) {
  const words = useProgramWords();
  const name = useId();
  if (q.look === 'menu')
    return (
      <label className="flex items-center justify-between gap-3 text-dense">
        <span className="min-w-0 wrap-anywhere text-text-2">{q.title}</span>
        <Select
          className="w-44 shrink-0"
          aria-label={q.title || words.choose}
          disabled={closed}
          value={chosen[0] ?? ''}
          onChange={(e) => onChosen(e.target.value ? [e.target.value] : [])}
          options={[
            { value: '', label: words.choose, disabled: true },
            ...q.options.map((o) => ({ value: o.id, label: o.text })),
          ]}
        />
      </label>
    );
  const many = q.look === 'many';
  const toggle = (id: string, on: boolean) =>
    onChosen(many ? (on ? [...chosen, id] : chosen.filter((c) => c !== id)) : [id]);
  return (
    <fieldset disabled={closed} className="flex flex-col gap-1.5">
      {q.title && <legend className="mb-1.5 text-dense text-text-2">{q.title}</legend>}
      {q.options.map((o) => (
        <label
          key={o.id}
          className={cx(
            'tap flex cursor-pointer items-center gap-2.5 rounded-[8px] px-3 py-2 text-dense ring-1 transition-colors duration-120 ring-inset has-focus-visible:outline-2 has-focus-visible:outline-focus',
            chosen.includes(o.id) ? 'bg-accent-soft text-accent ring-accent/40' : 'ring-line hover:bg-hover',
            closed && 'cursor-default hover:bg-transparent',
          )}
        >
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(o.id)}
            onChange={(e) => toggle(o.id, e.target.checked)}
            className="sr-only"
          />
          <span
            aria-hidden
            className={cx(
              'inline-flex size-4 shrink-0 items-center justify-center border',
              many ? 'rounded-[5px]' : 'rounded-full',
              chosen.includes(o.id) ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
            )}
          >
            {chosen.includes(o.id) && <Check className="size-3" strokeWidth={3} />}
          </span>
          <span className="min-w-0 wrap-anywhere">{o.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
