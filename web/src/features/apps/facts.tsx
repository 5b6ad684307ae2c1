import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { copyText } from '../../lib/clipboard.ts';
import { IconButton } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useAppsWords } from './words.ts';

interface FactLine {
  name: string;
  /** null: not shown now */
  value: string | null;
  /** buttons at the right */
  actions?: ReactNode;
}

/** Names and numbers that a developer takes along. */
export function Facts({ lines }: { lines: readonly FactLine[] }) {
  const words = useAppsWords();
  return (
    <dl className="rounded-box bg-sunken">
      {lines.map(({ name, value, actions }) => (
        <div
          key={name}
          className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5 last:border-b-0"
        >
          <dt className="w-full shrink-0 text-dense text-text-2 desk:w-44">{name}</dt>
          <dd className="flex min-w-0 flex-1 items-center gap-1">
            <code className="wrap-anywhere min-w-0 font-mono text-small">{value ?? '••••••••'}</code>
            {value !== null && (
              <IconButton
                label={words.copy(name)}
                onClick={() => void copyText(value).then(() => toast(words.copied, { tone: 'ok' }))}
              >
                <Copy aria-hidden className="size-4" />
              </IconButton>
            )}
          </dd>
          {actions && <dd className="flex gap-2">{actions}</dd>}
        </div>
      ))}
    </dl>
  );
}
