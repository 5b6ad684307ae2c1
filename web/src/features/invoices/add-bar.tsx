import { Camera, CircleAlert, CircleCheck, FilePlus2, LoaderCircle, ScanQrCode, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { useTouch } from '../../lib/media.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ScanDialog } from './scan-dialog.tsx';
import type { Adding, Outcome } from './use-adding.ts';
import { useInvoiceWords } from './words.ts';

/** The ways to add an invoice, and what became of those that were added. */
export function AddBar({ adding }: { adding: Adding }) {
  const words = useInvoiceWords();
  const touch = useTouch();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [scanning, setScanning] = useState(false);
  const take = (chosen: FileList | null) => void adding.addFiles([...(chosen ?? [])]);
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line p-3">
      <div className="flex flex-wrap gap-2">
        <Button
          look="solid"
          className="flex-1"
          icon={<FilePlus2 aria-hidden className="size-4" />}
          onClick={() => files.current?.click()}
        >
          {words.add}
        </Button>
        {touch && (
          <Button icon={<Camera aria-hidden className="size-4" />} onClick={() => camera.current?.click()}>
            {words.photo}
          </Button>
        )}
        <Button icon={<ScanQrCode aria-hidden className="size-4" />} onClick={() => setScanning(true)}>
          {words.scan}
        </Button>
      </div>
      {!touch && <p className="text-small text-text-3">{words.addHint}</p>}
      <input
        ref={files}
        type="file"
        multiple
        accept=".pdf,.ofd,.xml,image/*"
        aria-label={words.add}
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          take(e.target.files);
          e.target.value = '';
        }}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={words.photo}
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          take(e.target.files);
          e.target.value = '';
        }}
      />
      {adding.outcomes.length > 0 && (
        <ul
          aria-label={words.results}
          aria-live="polite"
          className="flex max-h-48 flex-col gap-1 overflow-y-auto"
        >
          {adding.outcomes.map((o) => (
            <Told key={o.key} outcome={o} onDismiss={() => adding.dismiss(o.key)} />
          ))}
        </ul>
      )}
      {scanning && (
        <ScanDialog
          onClose={() => setScanning(false)}
          onText={(text) => {
            setScanning(false);
            void adding.addText(text);
          }}
          onPhoto={(photo) => {
            setScanning(false);
            void adding.addFiles([photo]);
          }}
        />
      )}
    </div>
  );
}

const icons = { reading: LoaderCircle, added: CircleCheck, failed: CircleAlert };
const tones = {
  reading: 'text-text-3 animate-spin',
  added: 'text-accent',
  failed: 'text-danger',
};

function Told({ outcome: o, onDismiss }: { outcome: Outcome; onDismiss: () => void }) {
  const words = useInvoiceWords();
  const Icon = icons[o.state];
  return (
    <li className="flex items-start gap-2 rounded-box bg-sunken px-2.5 py-1.5 text-small">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tones[o.state]}`} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{o.name}</span>
        <span className={o.state === 'failed' ? 'text-danger' : 'text-text-2'}>
          {o.state === 'failed' ? o.text : words[o.state]}
        </span>
        {o.state === 'failed' && o.invoiceId && (
          <Link href={`/invoices/${o.invoiceId}`} className="ml-2 text-accent underline">
            {words.openIt}
          </Link>
        )}
      </span>
      {o.state !== 'reading' && (
        <IconButton size="small" label={words.dismiss} onClick={onDismiss}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </li>
  );
}
