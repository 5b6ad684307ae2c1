import { useState, type FormEvent, type ReactNode } from 'react';
import { failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/overlays.ts';
import { useExpenseWords } from './words.ts';

/** A dialog with a form that is saved through `save`; Enter saves. */
export function Sheet({
  title,
  text,
  fits,
  save,
  onClose,
  onDone,
  children,
}: {
  title: string;
  text?: string;
  /** what was typed can be saved */
  fits: boolean;
  save: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
  children: ReactNode;
}) {
  const words = useExpenseWords();
  const [busy, setBusy] = useState(false);
  const run = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      await save();
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={title} description={text}>
      <form onSubmit={(e) => void run(e)} className="flex flex-col gap-4">
        {children}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" look="solid" busy={busy} disabled={!fits}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
