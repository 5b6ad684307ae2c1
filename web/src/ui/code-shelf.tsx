import { Copy, Pencil, Plus, Power, QrCode } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { failureText } from '../lib/api.ts';
import { copyText } from '../lib/clipboard.ts';
import type { Loaded } from '../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from './bits.tsx';
import { Button, IconButton } from './button.tsx';
import { toast } from './overlays.ts';
import { QrDialog, type QrWords } from './qr-dialog.tsx';

export interface ShelfCode {
  id: string;
  name: string;
  url: string;
  closed: boolean;
}

export interface CodeShelfProps<T extends ShelfCode> {
  loaded: Loaded<{ codes: T[] }>;
  /** what is to be known about a code, in a line */
  facts: (code: T) => readonly string[];
  /** where its picture is */
  pictureOf: (code: T) => string;
  /** closes an open one, opens a closed one */
  turn: (code: T) => Promise<unknown>;
  /** the dialog that makes a new one, or changes `code` */
  maker: (close: () => void, made: (code: T) => void, code: T | null) => ReactNode;
  /** what changing this one is called; absent or '' where it stays as it was made */
  changeable?: (code: T) => string;
  /** more about a code, below its picture */
  detail?: (code: T) => ReactNode;
  words: QrWords &
    Record<'newCode' | 'noCodes' | 'noCodesText' | 'closed' | 'close' | 'reopen' | 'qr' | 'copied', string>;
}

/** Codes to scan: make one, show it, copy its link, close it. */
export function CodeShelf<T extends ShelfCode>({
  loaded,
  facts,
  pictureOf,
  turn,
  maker,
  changeable,
  detail,
  words,
}: CodeShelfProps<T>) {
  const [making, setMaking] = useState<{ code: T | null } | null>(null);
  const [shown, setShown] = useState<T | null>(null);
  const copy = (url: string) => void copyText(url).then(() => toast(words.copied, { tone: 'ok' }));
  const turned = async (code: T) => {
    try {
      await turn(code);
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-5">
        <div className="flex justify-end">
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setMaking({ code: null })}
          >
            {words.newCode}
          </Button>
        </div>
        {loaded.error ? (
          <Empty title={failureText(loaded.error)} />
        ) : !loaded.data ? (
          <RowsSkeleton rows={3} />
        ) : loaded.data.codes.length === 0 ? (
          <Empty icon={<QrCode />} title={words.noCodes} text={words.noCodesText} />
        ) : (
          <ul className="rounded-box border border-line">
            {loaded.data.codes.map((code) => (
              <li
                key={code.id}
                className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
              >
                <span className="min-w-44 flex-1">
                  <span className="flex items-center gap-2">
                    <span className="truncate">{code.name}</span>
                    {code.closed && <Tag>{words.closed}</Tag>}
                  </span>
                  <span className="block text-small text-text-3">
                    {facts(code).filter(Boolean).join(' · ')}
                  </span>
                </span>
                <IconButton label={`${words.copy} ${code.name}`} onClick={() => copy(code.url)}>
                  <Copy aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${words.qr} ${code.name}`} onClick={() => setShown(code)}>
                  <QrCode aria-hidden className="size-4" />
                </IconButton>
                {changeable?.(code) && (
                  <IconButton label={`${changeable(code)} ${code.name}`} onClick={() => setMaking({ code })}>
                    <Pencil aria-hidden className="size-4" />
                  </IconButton>
                )}
                <IconButton
                  label={`${code.closed ? words.reopen : words.close} ${code.name}`}
                  onClick={() => void turned(code)}
                >
                  <Power aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </div>
      {making &&
        maker(
          () => setMaking(null),
          (code) => {
            setMaking(null);
            if (!making.code) setShown(code);
            loaded.reload();
          },
          making.code,
        )}
      {shown && (
        <QrDialog
          name={shown.name}
          url={shown.url}
          picture={pictureOf(shown)}
          words={words}
          onClose={() => setShown(null)}
          onCopy={() => copy(shown.url)}
        >
          {detail?.(shown)}
        </QrDialog>
      )}
    </div>
  );
}
