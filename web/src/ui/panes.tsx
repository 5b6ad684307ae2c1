import type { ReactNode } from 'react';
import { useDesk } from '../lib/media.ts';
import { Splitter, usePaneWidth } from './splitter.tsx';

/** A list beside what is chosen from it; on phones one of the two, the detail once something is chosen. */
export function ListAndDetail({
  list,
  detail,
  chosen,
}: {
  list: ReactNode;
  detail: ReactNode;
  chosen: boolean;
}) {
  const desk = useDesk();
  const pane = usePaneWidth('list-width', 296, 232, 440);
  if (!desk) return <div className="pane flex-1 bg-surface">{chosen ? detail : list}</div>;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="pane shrink-0 bg-panel" style={{ width: pane.width }}>
        {list}
      </div>
      <Splitter pane={pane} />
      <div className="pane flex-1 bg-surface">{detail}</div>
    </div>
  );
}
