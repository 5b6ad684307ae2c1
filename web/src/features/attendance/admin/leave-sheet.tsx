import { useState, type ReactNode } from 'react';
import { failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useAttendanceAdminWords } from './words.ts';

export interface Ask {
  onClose: () => void;
  onDone: () => void;
}

/** A sheet with a form, saved through `save`. */
export function Sheet({
  title,
  text,
  fits,
  save,
  onClose,
  onDone,
  children,
}: Ask & { title: string; text?: string; fits: boolean; save: () => Promise<unknown>; children: ReactNode }) {
  const words = useAttendanceAdminWords();
  const [busy, setBusy] = useState(false);
  const run = async () => {
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
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!fits} onClick={() => void run()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">{children}</div>
    </Dialog>
  );
}
