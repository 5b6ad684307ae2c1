import { MaterialShelf } from '../features/materials/material-shelf.tsx';
import { useMaterialWords } from '../features/materials/words.ts';
import { PaneBar } from '../ui/bits.tsx';
import { sendAttachment } from './send-attachment.ts';

export function MaterialsPage() {
  const words = useMaterialWords();
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <div className="mx-auto flex min-h-0 w-full max-w-180 flex-1 flex-col">
        <MaterialShelf sendFile={sendAttachment} />
      </div>
    </div>
  );
}
