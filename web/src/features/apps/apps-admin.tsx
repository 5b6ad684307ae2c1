import { ChevronRight, Plus, Puzzle } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { AppRecord } from '../../../../contract/src/apps.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { ask, toast } from '../../ui/overlays.ts';
import type { Person } from '../../ui/member-picker.tsx';
import { AppCalls } from './app-calls.tsx';
import { AppPage } from './app-page.tsx';
import { CallGaps } from './call-gaps.tsx';
import { Facts } from './facts.tsx';
import { useAppsWords } from './words.ts';

/** Given by the page, since choosing people and departments, and proving who one is, are other features. */
export interface Borrowed {
  confirmed: <T>(run: () => Promise<T>) => Promise<T>;
  pickDepartment: (ask: {
    title: string;
    onPick: (department: { id: string; name: string }) => void;
    onClose: () => void;
  }) => ReactNode;
  findMembers: (q: string, signal: AbortSignal) => Promise<Person[]>;
}

const builtIns = ['contacts', 'customers'] as const;

/** Apps of the company: a list, and below /admin/apps/app_… one of them. */
export function AppsAdmin(borrowed: Borrowed) {
  const words = useAppsWords();
  const [, navigate] = useLocation();
  const [, appId, view] = (useParams<{ '*'?: string }>()['*'] ?? '').split('/');
  const loaded = useLoaded('apps', (signal) => api.appsAdmin.adminApps({}, { signal }));
  const [busy, setBusy] = useState(false);
  const go = async (run: () => Promise<AppRecord>) => {
    setBusy(true);
    try {
      const app = await run();
      loaded.reload();
      navigate(`/admin/apps/${app.id}`);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const create = async () => {
    const name = await ask({
      title: words.create,
      action: words.create,
      input: { label: words.name, maxLength: 32, required: true },
    });
    if (name?.trim()) await go(() => api.appsAdmin.createApp({ name: name.trim() }));
  };
  const openBuiltIn = (kind: (typeof builtIns)[number]) =>
    go(() => borrowed.confirmed(() => api.appsAdmin.openBuiltInApp({ kind })));
  if (loaded.error)
    return (
      <Empty
        title={failureText(loaded.error)}
        action={<Button onClick={loaded.reload}>{words.retry}</Button>}
      />
    );
  if (!loaded.data) return <RowsSkeleton rows={5} />;
  const { apps, corpCode } = loaded.data;
  const one = apps.find((a) => a.id === appId);
  if (one && view === 'calls') return <AppCalls key={one.id} app={one} />;
  if (one)
    return (
      <AppPage key={one.id} app={one} corpCode={corpCode} onChanged={loaded.reload} borrowed={borrowed} />
    );
  const own = apps.filter((a) => a.kind === 'self_built');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-5">
        <div className="flex flex-wrap items-start gap-3">
          <p className="min-w-52 flex-1 text-dense text-text-2">{words.intro}</p>
          <Button
            look="solid"
            busy={busy}
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => void create()}
          >
            {words.create}
          </Button>
        </div>
        <Facts lines={[{ name: words.corpId, value: corpCode }]} />
        {own.length === 0 ? (
          <Empty icon={<Puzzle />} title={words.noApps} />
        ) : (
          <ul className="rounded-box border border-line">
            {own.map((app) => (
              <Line key={app.id} app={app} />
            ))}
          </ul>
        )}
        <ul className="rounded-box border border-line">
          {builtIns.map((kind) => {
            const app = apps.find((a) => a.kind === kind);
            return (
              <li
                key={kind}
                className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0"
              >
                <span className="min-w-44 flex-1">
                  <span className="flex items-center gap-2 text-body">
                    {words.builtIn[kind]}
                    <Tag>{words.built}</Tag>
                  </span>
                  <span className="block text-small text-text-3">{words.builtInText[kind]}</span>
                </span>
                <Button
                  aria-label={`${words.open} ${words.builtIn[kind]}`}
                  onClick={() => (app ? navigate(`/admin/apps/${app.id}`) : void openBuiltIn(kind))}
                >
                  {words.open}
                </Button>
              </li>
            );
          })}
        </ul>
        <CallGaps />
      </div>
    </div>
  );
}

function Line({ app }: { app: AppRecord }) {
  const words = useAppsWords();
  return (
    <li className="border-b border-line last:border-b-0">
      <Link href={`/admin/apps/${app.id}`} className="tap flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
        <Avatar id={app.id} name={app.name} src={app.logo} size={36} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2 text-body">
            <span className="truncate">{app.name}</span>
            {!app.enabled && <Tag>{words.off}</Tag>}
          </span>
          <span className="block truncate text-small text-text-3">
            {[`AgentId ${app.no}`, app.description].filter(Boolean).join(' · ')}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-text-3" />
      </Link>
    </li>
  );
}
