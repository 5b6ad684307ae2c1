import { LayoutGrid, MessageCircle } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { WorkbenchApp } from '../../../../contract/src/apps.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useAppsWords } from './words.ts';

/** The apps I may use. A tap opens the app's home page, or its messages where it has none. */
export function Workbench() {
  const words = useAppsWords();
  const loaded = useLoaded('workbench', (signal) => api.apps.listApps({}, { signal }));
  if (loaded.error)
    return (
      <Empty
        title={failureText(loaded.error)}
        action={<Button onClick={loaded.reload}>{words.retry}</Button>}
      />
    );
  if (!loaded.data) return <RowsSkeleton rows={4} />;
  if (loaded.data.apps.length === 0)
    return <Empty icon={<LayoutGrid />} title={words.none} text={words.noneText} />;
  return (
    <ul
      aria-label={words.title}
      tabIndex={0}
      className="grid min-h-0 flex-1 auto-rows-max grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))] gap-3 overflow-y-auto p-4"
    >
      {loaded.data.apps.map((app) => (
        <Card key={app.id} app={app} />
      ))}
    </ul>
  );
}

function Card({ app }: { app: WorkbenchApp }) {
  const words = useAppsWords();
  const [, navigate] = useLocation();
  const chat = async () => {
    try {
      navigate(`/chats/${(await api.apps.openAppChat({ appId: app.id })).chatId}`);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const face = (
    <>
      <Avatar id={app.id} name={app.name} src={app.logo} size={44} />
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate text-body font-medium">{app.name}</span>
        <span className="line-clamp-2 text-small text-text-3">{app.description}</span>
      </span>
    </>
  );
  const look = 'tap flex min-w-0 flex-1 items-center gap-3 rounded-box p-1 hover:bg-hover';
  return (
    <li className="flex flex-col gap-2 rounded-box bg-raised p-3 ring-1 ring-line">
      <div className="flex items-center gap-1">
        {app.homeUrl ? (
          <Link href={`/apps/${app.id}`} className={look}>
            {face}
          </Link>
        ) : (
          <button type="button" onClick={() => void chat()} className={look}>
            {face}
          </button>
        )}
        <IconButton label={words.openChat(app.name)} onClick={() => void chat()}>
          <MessageCircle aria-hidden className="size-4.5" />
        </IconButton>
      </div>
      {app.figures.length > 0 && (
        <dl className="grid grid-cols-[repeat(auto-fit,minmax(64px,1fr))] gap-2 border-t border-line pt-2">
          {app.figures.map((f) => (
            <div key={f.key} className="min-w-0 text-center">
              <dd className="tabular truncate text-title font-medium">
                {f.url ? (
                  <a
                    href={f.url}
                    target="_blank"
                    rel="noopener noreferrer"
                    className="text-accent hover:underline"
                  >
                    {f.data}
                  </a>
                ) : (
                  f.data
                )}
              </dd>
              <dt className="truncate text-small text-text-3">{f.key}</dt>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
