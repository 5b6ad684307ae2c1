import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useSecurityWords } from './words.ts';

/** Recovery codes, shown once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const words = useSecurityWords();
  const kept = useRef<HTMLButtonElement>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    toast(words.copied, { tone: 'ok' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.codesTitle}
      description={words.codesText}
      size="small"
      initialFocus={kept}
      footer={
        <>
          {'clipboard' in navigator && (
            <Button icon={<Copy aria-hidden className="size-4" />} onClick={() => void copy()}>
              {words.copy}
            </Button>
          )}
          <Button ref={kept} look="solid" onClick={onClose}>
            {words.saved}
          </Button>
        </>
      }
    >
      <ol className="grid grid-cols-1 gap-1.5 rounded-m bg-sunken p-3 font-mono text-dense desk:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
