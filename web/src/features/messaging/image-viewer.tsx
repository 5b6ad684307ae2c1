import { Dialog as Base } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { downloadUrl, fileUrl, type FileFacts } from './file-body.tsx';
import { setPane } from './pane-store.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

/** A picture at full size; arrows lead to the other pictures of the chat. */
export function ImageViewer({ c, seq }: { c: string; seq: number }) {
  const words = useMessagingWords();
  const log = useMessaging((s) => s.stretches[c]?.messages ?? s.logs[c]?.messages ?? []);
  const images = log.filter((m) => m.k === 'image' && m.rc === undefined);
  const at = images.findIndex((m) => m.s === seq);
  const m = images[at];
  const [zoom, setZoom] = useState(1);
  const [offset, setOffset] = useState({ x: 0, y: 0 });
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null);
  const close = () => setPane({ viewing: null });
  const go = (by: number) => {
    const next = images[at + by];
    if (!next) return;
    setZoom(1);
    setOffset({ x: 0, y: 0 });
    setPane({ viewing: { c, seq: next.s } });
  };
  const scale = (by: number) => setZoom((z) => Math.min(6, Math.max(0.5, z * by)));
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'ArrowRight') go(1);
    else if (e.key === 'ArrowLeft') go(-1);
    else if (e.key === '+' || e.key === '=') scale(1.25);
    else if (e.key === '-') scale(0.8);
    else return;
    e.preventDefault();
  };
  const onMove = (e: PointerEvent) => {
    if (!drag) return;
    setOffset({ x: offset.x + e.clientX - drag.x, y: offset.y + e.clientY - drag.y });
    setDrag({ x: e.clientX, y: e.clientY });
  };
  if (!m) return null;
  const b = m.b as FileFacts;
  const look = 'text-white hover:bg-white/15 hover:text-white';
  return (
    <Base.Root open onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/85" />
        <Base.Popup
          aria-label={b.name}
          onKeyDown={onKeyDown}
          className="pane fixed inset-0 z-40 pt-(--safe-top) pb-(--safe-bottom) outline-none"
        >
          <div className="flex shrink-0 items-center gap-1 p-2 text-white">
            <span className="min-w-0 flex-1 truncate px-2 text-dense">{b.name}</span>
            <IconButton label={words.viewer.smaller} className={look} onClick={() => scale(0.8)}>
              <ZoomOut aria-hidden className="size-4.5" />
            </IconButton>
            <IconButton label={words.viewer.larger} className={look} onClick={() => scale(1.25)}>
              <ZoomIn aria-hidden className="size-4.5" />
            </IconButton>
            <a
              href={downloadUrl(b)}
              download={b.name}
              aria-label={words.message.download}
              className="inline-flex size-8 items-center justify-center rounded-[8px] hover:bg-white/15"
            >
              <Download aria-hidden className="size-4.5" />
            </a>
            <Base.Close render={<IconButton label={words.viewer.close} className={look} />}>
              <X aria-hidden className="size-5" />
            </Base.Close>
          </div>
          <div
            className="relative flex min-h-0 flex-1 touch-none items-center justify-center overflow-hidden"
            onWheel={(e) => scale(e.deltaY < 0 ? 1.1 : 0.9)}
            onDoubleClick={() => setZoom(zoom === 1 ? 2 : 1)}
            onPointerDown={(e) => setDrag({ x: e.clientX, y: e.clientY })}
            onPointerMove={onMove}
            onPointerUp={() => setDrag(null)}
            onPointerCancel={() => setDrag(null)}
          >
            <img
              src={fileUrl(b)}
              alt={b.name ?? ''}
              draggable={false}
              className="max-h-full max-w-full select-none"
              style={{ transform: `translate(${offset.x}px, ${offset.y}px) scale(${zoom})` }}
            />
            {at > 0 && (
              <IconButton
                size="large"
                label={words.viewer.previous}
                className={`absolute left-3 bg-black/30 ${look}`}
                onClick={() => go(-1)}
              >
                <ChevronLeft aria-hidden className="size-6" />
              </IconButton>
            )}
            {at < images.length - 1 && (
              <IconButton
                size="large"
                label={words.viewer.next}
                className={`absolute right-3 bg-black/30 ${look}`}
                onClick={() => go(1)}
              >
                <ChevronRight aria-hidden className="size-6" />
              </IconButton>
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
