import { fullTime } from '../../lib/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Body, type ForwardItem } from './body.tsx';

/** The lines of a merged forward, as they were when they were forwarded. */
export function ForwardViewer({ title, items }: { title: string; items: ForwardItem[] }) {
  return (
    <div className="pane max-h-[70dvh] w-120 max-w-full">
      <h2 className="shrink-0 truncate border-b border-line px-4 py-3 font-medium">{title}</h2>
      <ol className="min-h-0 flex-1 overflow-y-auto p-4" tabIndex={0}>
        {items.map((item, i) => (
          <li key={i} className="flex gap-2.5 pb-4">
            <Avatar id={item.u} name={item.name} size={30} />
            <div className="min-w-0 flex-1">
              <div className="flex items-baseline gap-2 text-small text-text-3">
                <span className="truncate text-text-2">{item.name}</span>
                <time className="tabular text-tiny">{fullTime(item.ts)}</time>
              </div>
              <div className="mt-1 flex">
                <Body k={item.k} b={item.b ?? {}} mine={false} />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
