import { ChevronLeft, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AppRecord } from '../../../../contract/src/apps.ts';
import { api, failureText } from '../../lib/api.ts';
import { clock } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { CallHours } from './call-hours.tsx';
import { CallRefusals, CallRoutes, RecentCalls } from './call-lists.tsx';
import { useAppsWords } from './words.ts';

/** For the developer of an app: what it called and how that went, what it was told, and what is left of its minute. */
export function AppCalls({ app }: { app: AppRecord }) {
  const words = useAppsWords();
  const appId = app.id;
  const seen = useLoaded(`calls ${appId}`, (signal) =>
    Promise.all([
      api.appCalls.appCalls({ appId }, { signal }),
      api.callbacks.countDeliveries({ appId }, { signal }),
    ]),
  );
  const name = app.kind === 'self_built' ? app.name : words.builtIn[app.kind];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 p-5">
        <Link
          href={`/admin/apps/${appId}`}
          className="tap -mb-1 -ml-2 inline-flex h-9 items-center gap-1 self-start rounded-chip px-2 text-dense text-text-2 hover:bg-hover"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {name}
        </Link>
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="min-w-0 flex-1 text-title font-medium">{words.calls.title}</h2>
          <Button
            busy={seen.busy}
            icon={<RefreshCw aria-hidden className="size-4" />}
            onClick={() => seen.reload()}
          >
            {words.calls.refresh}
          </Button>
        </div>
        {seen.error ? (
          <Empty title={failureText(seen.error)} />
        ) : !seen.data ? (
          <RowsSkeleton rows={6} />
        ) : (
          <Shown calls={seen.data[0]} told={seen.data[1]} />
        )}
      </div>
    </div>
  );
}

type Answers = [
  Awaited<ReturnType<typeof api.appCalls.appCalls>>,
  Awaited<ReturnType<typeof api.callbacks.countDeliveries>>,
];

function Shown({ calls, told }: { calls: Answers[0]; told: Answers[1] }) {
  const words = useAppsWords().calls;
  const all = calls.hours.reduce((n, h) => n + h.calls, 0);
  const refused = calls.hours.reduce((n, h) => n + h.refused, 0);
  const { limit, left, resetAt } = calls.quota;
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 desk:grid-cols-4">
        <Figure name={words.week} value={String(all)} more={words.weekMore} />
        <Figure
          name={words.refused}
          value={String(refused)}
          more={all === 0 ? '' : words.share(refused / all)}
        />
        <Figure
          name={words.quota}
          value={`${left} / ${limit}`}
          more={resetAt ? words.until(clock(Date.parse(resetAt))) : words.unused(limit - left)}
        />
        <Figure
          name={words.callbacks}
          value={told.listens ? String(told.done) : '–'}
          more={told.listens ? words.toldMore(told.waiting, told.failed, told.dead) : words.listensNot}
          link={
            <Link href="/admin/callbacks" className="text-small text-accent underline underline-offset-2">
              {words.deliveries}
            </Link>
          }
        />
      </dl>
      {all === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <>
          <CallHours since={calls.since} hours={calls.hours} />
          <CallRefusals refusals={calls.refusals} />
          <CallRoutes routes={calls.routes} />
          <RecentCalls recent={calls.recent} />
        </>
      )}
    </>
  );
}

function Figure({
  name,
  value,
  more,
  link,
}: {
  name: string;
  value: string;
  more: string;
  link?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-0.5 rounded-box bg-sunken px-4 py-3">
      <dt className="text-small text-text-2">{name}</dt>
      <dd className="tabular text-title font-medium">{value}</dd>
      {more && <dd className="text-small text-text-3">{more}</dd>}
      {link && <dd className="mt-1">{link}</dd>}
    </div>
  );
}
