import type { AppId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useAppPageWords } from './words.ts';

export interface AppBeside {
  id: AppId;
  name: string;
}

/** The apps that may stand beside a chat, in its side pane; nothing where there are none. */
export function AppsBeside({ onOpen }: { onOpen: (app: AppBeside) => void }) {
  const words = useAppPageWords();
  const Part = useDesk() ? 'h3' : 'h2';
  const loaded = useLoaded('apps-beside', (signal) => api.apps.listApps({}, { signal }));
  const apps = loaded.data?.apps.filter((a) => a.sidebar) ?? [];
  if (apps.length === 0) return null;
  return (
    <section className="border-t border-line px-4 py-3">
      <Part className="mb-1.5 text-small text-text-3">{words.beside}</Part>
      <ul className="grid grid-cols-4 gap-1">
        {apps.map(({ id, name, logo }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onOpen({ id, name })}
              className="tap flex w-full flex-col items-center gap-1 rounded-box p-1.5 hover:bg-hover"
            >
              <Avatar id={id} name={name} src={logo} size={40} />
              <span className="w-full truncate text-center text-small">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
