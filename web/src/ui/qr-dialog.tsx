import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface QrWords {
  qrOf: (name: string) => string;
  copy: string;
  poster: string;
  png: string;
}

interface QrDialogProps {
  name: string;
  url: string;
  /** answers the code as svg; `?as=poster` and `?as=png` in other shapes */
  picture: string;
  words: QrWords;
  onClose: () => void;
  onCopy: () => void;
  /** what else is to be known about it */
  children?: ReactNode;
}

/** A link to be scanned, copied, printed or saved. */
export function QrDialog({ name, url, picture, words, onClose, onCopy, children }: QrDialogProps) {
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={name}
      footer={
        <Button look="solid" onClick={onCopy}>
          {words.copy}
        </Button>
      }
    >
      <img src={picture} alt={words.qrOf(name)} className="mx-auto size-64 rounded-box bg-white p-2" />
      <p className="mt-3 text-center text-small wrap-anywhere text-text-3 select-all">{url}</p>
      <p className="mt-3 flex justify-center gap-4 text-dense text-accent">
        <a className="hover:underline" href={`${picture}?as=poster`} target="_blank" rel="noreferrer">
          {words.poster}
        </a>
        <a className="hover:underline" href={`${picture}?as=png`} download={`${name}.png`}>
          {words.png}
        </a>
      </p>
      {children}
    </Dialog>
  );
}
