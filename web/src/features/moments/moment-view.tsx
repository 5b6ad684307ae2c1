import type { MomentId } from '../../../../contract/src/ids.ts';
import type { Moment } from '../../../../contract/src/moments.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { MomentTalk } from './moment-talk.tsx';
import { useMomentWords } from './words.ts';

/** One moment: what it shows, who published it, how far it reached, and what customers said. */
export function MomentView({ id }: { id: MomentId }) {
  const words = useMomentWords();
  const loaded = useLoaded(id, () => api.moments.getMoment({ momentId: id }));
  const people = useLoaded(`${id} performers`, () =>
    api.moments.listPerformers({ momentId: id, limit: 200 }),
  );
  const m = loaded.data;
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  if (!m) return <RowsSkeleton rows={5} />;
  const act = async (title: string, run: () => Promise<unknown>, danger: boolean) => {
    const action = danger ? words.withdraw : words.publish;
    if (!(await confirm({ title, action, danger }))) return;
    try {
      await run();
      loaded.reload();
      people.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const waits = m.mine === 'waiting' && m.state === 'published';
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={words.title} role="region">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 p-4 pb-8">
        <div className="flex flex-wrap items-center gap-3">
          <Tag tone={m.state === 'published' ? 'accent' : 'plain'}>{words.states[m.state]}</Tag>
          <span className="min-w-0 flex-1 text-small text-text-3">
            {words.by(m.madeByName)} · {fullTime(Date.parse(m.startAt))}
          </span>
          {waits && (
            <Button
              look="solid"
              onClick={() =>
                void act(words.publishSure, () => api.moments.publishMoment({ momentId: id }), false)
              }
            >
              {words.publish}
            </Button>
          )}
          {m.manages && m.state !== 'withdrawn' && (
            <Button
              look="warn"
              onClick={() =>
                void act(words.withdrawSure, () => api.moments.withdrawMoment({ momentId: id }), true)
              }
            >
              {words.withdraw}
            </Button>
          )}
        </div>
        <Shown content={m.content} />
        {m.broadcastId && <Reach moment={m} />}
        <section aria-label={words.performers} className="flex flex-col gap-2">
          <h2 className="text-dense font-medium text-text-2">
            {words.performers} · {words.publishedBy(m.published, m.performers)}
          </h2>
          <ul className="flex flex-wrap gap-2">
            {people.data?.performers.map((p) => (
              <li key={p.memberId} className="flex items-center gap-2 rounded-chip bg-sunken px-2 py-1">
                <span>{p.name}</span>
                <span className="text-small text-text-3">{p.publishedAt ? words.done : words.notYet}</span>
              </li>
            ))}
          </ul>
        </section>
        <MomentTalk id={id} open={m.state !== 'withdrawn'} />
      </div>
    </div>
  );
}

function Shown({ content: { text, pictures = [], video, link } }: Pick<Moment, 'content'>) {
  return (
    <div className="flex flex-col gap-3">
      {text && <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>}
      {pictures.length > 0 && (
        <div className="grid max-w-96 grid-cols-3 gap-1">
          {pictures.map((p) => (
            <img
              key={p.fileId}
              src={`/api/files/${p.fileId}/thumb?size=320`}
              alt={p.alt || p.name}
              className="aspect-square w-full rounded-chip object-cover"
            />
          ))}
        </div>
      )}
      {video && <p className="truncate text-text-2">{video.name}</p>}
      {link && (
        <a href={link.url} target="_blank" rel="noopener noreferrer" className="text-accent underline">
          {link.title}
        </a>
      )}
    </div>
  );
}

/** Everybody in it by the one reason they ended with. */
function Reach({ moment: m }: { moment: Moment }) {
  const words = useMomentWords();
  const figures: [string, number][] = [
    [words.audience, m.eligible],
    ...m.counts.map((c): [string, number] => [words.reasons[c.reason], c.n]),
    ...(m.waiting ? [[words.pending, m.waiting] as [string, number]] : []),
    [words.read, m.read],
  ];
  return (
    <section aria-label={words.reach} className="flex flex-col gap-2">
      <h2 className="text-dense font-medium text-text-2">{words.reach}</h2>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-box border border-line p-4">
        {figures.map(([label, n]) => (
          <div key={label}>
            <dt className="text-small text-text-3">{label}</dt>
            <dd className="tabular text-[17px]">{n}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
