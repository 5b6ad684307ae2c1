import { Workbench } from '../features/apps/workbench.tsx';
import { useAppsWords } from '../features/apps/words.ts';
import { PaneBar } from '../ui/bits.tsx';
import { OfficeTiles } from './office-tiles.tsx';

export function WorkbenchPage() {
  const words = useAppsWords();
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <OfficeTiles />
      <Workbench />
    </div>
  );
}
