import { useEffect, useState, type FormEvent } from 'react';
import { Trash2 } from 'lucide-react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { messaging } from '../../../../contract/src/messaging.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { later } from './running.ts';
import { sentenceOf } from './message-actions.ts';
import { gist } from './speak.ts';
import { useNaming } from './naming.ts';

type Scheduled = OutputOf<typeof messaging.listScheduled>['scheduled'][number];
const local = (ms: number) =>
  new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** Picks when a message goes out, and lists those that wait already or could not go; without a text only the list. */
export function ScheduleForm({ chatId, text, onDone }: { chatId: string; text: string; onDone: () => void }) {
  const naming = useNaming();
  const words = naming.words.schedule;
  const [at, setAt] = useState(() => local(new Date().setHours(new Date().getHours() + 1, 0, 0, 0)));
  const [earliest] = useState(() => local(Date.now()));
  const [waiting, setWaiting] = useState<Scheduled[]>([]);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    api.messaging
      .listScheduled({ chatId: chatId as `chat_${string}` })
      .then((a) => setWaiting(a.scheduled))
      .catch(later);
  }, [chatId]);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    const when = new Date(at);
    if (!(when.getTime() > Date.now())) return setError(words.past);
    try {
      await api.messaging.scheduleMessage({
        chatId: chatId as `chat_${string}`,
        draft: { k: 'text', b: { text } },
        at: when.toISOString(),
      });
      toast(words.done(fullTime(when.getTime())), { tone: 'ok' });
      onDone();
    } catch (failure) {
      setError(failureText(failure));
    }
  };
  const cancel = async (s: Scheduled) => {
    try {
      await api.messaging.cancelScheduled({ scheduledId: s.id });
      setWaiting((all) => all.filter((x) => x.id !== s.id));
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <form onSubmit={(e) => void submit(e)} className="flex w-72 max-w-full flex-col gap-3 p-4">
      {text ? (
        <>
          <Field label={words.when} error={error}>
            <Input type="datetime-local" value={at} min={earliest} onChange={(e) => setAt(e.target.value)} />
          </Field>
          <Button type="submit" look="solid">
            {words.set}
          </Button>
        </>
      ) : (
        <p className="text-dense text-text-2">{words.writeFirst}</p>
      )}
      {waiting.length > 0 && (
        <section>
          <h3 className="mb-1 text-small text-text-3">{words.waiting}</h3>
          <ul>
            {waiting.map((s) => (
              <li key={s.id} className="flex items-center gap-2 text-dense">
                <span className="min-w-0 flex-1">
                  <span className="block truncate">
                    {gist({ k: s.draft.k, b: s.draft.b, u: '' }, naming)}
                  </span>
                  <time className="block text-tiny text-text-3">{fullTime(Date.parse(s.at))}</time>
                  {s.failed && <WhyNot code={s.failed} />}
                </span>
                <IconButton size="small" label={words.cancel} onClick={() => void cancel(s)}>
                  <Trash2 aria-hidden className="size-3.5" />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </form>
  );
}

function WhyNot({ code }: { code: string }) {
  const otherwise = useNaming().words.message.failed;
  const [text, setText] = useState(otherwise);
  useEffect(() => {
    void sentenceOf(code, otherwise).then(setText);
  }, [code, otherwise]);
  return <span className="block text-tiny text-danger">{text}</span>;
}
