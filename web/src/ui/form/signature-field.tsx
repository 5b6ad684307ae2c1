import { use, useRef, useState, type PointerEvent } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';
import { Button } from '../button.tsx';
import { toast } from '../overlays.ts';
import { FileLink } from './file-link.tsx';
import { SendFileContext } from './send-file.ts';
import { useFormWords } from './words.ts';

/** A signature drawn by hand, sent as a picture. */
export function SignatureField({
  value,
  onValue,
}: {
  value: readonly FileId[];
  onValue: (files: FileId[]) => void;
}) {
  const words = useFormWords();
  const send = use(SendFileContext);
  const pad = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [busy, setBusy] = useState(false);
  const clear = () => {
    pad.current?.getContext('2d')?.clearRect(0, 0, 640, 240);
    setDrawn(false);
    onValue([]);
  };
  const draw = (e: PointerEvent<HTMLCanvasElement>) => {
    const brush = e.currentTarget.getContext('2d');
    if (!brush) return;
    const place = e.currentTarget.getBoundingClientRect();
    const [x, y] = [
      ((e.clientX - place.left) / place.width) * 640,
      ((e.clientY - place.top) / place.height) * 240,
    ];
    if (e.type === 'pointerdown') {
      e.currentTarget.setPointerCapture(e.pointerId);
      Object.assign(brush, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1b1b1b' });
      brush.beginPath();
      brush.moveTo(x, y);
    } else if (e.buttons === 0) return;
    brush.lineTo(x, y);
    brush.stroke();
    setDrawn(true);
  };
  const save = async () => {
    const picture = await new Promise<Blob | null>((resolve) => pad.current?.toBlob(resolve, 'image/png'));
    if (!picture) return;
    setBusy(true);
    const answer = await send(new File([picture], 'signature.png', { type: 'image/png' }));
    setBusy(false);
    if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
    else onValue([answer.fileId]);
  };
  const [signed] = value;
  if (signed)
    return (
      <div className="flex items-center gap-2">
        <FileLink fileId={signed} n={1} />
        <Button size="small" onClick={clear}>
          {words.signClear}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      <canvas
        ref={pad}
        width={640}
        height={240}
        role="img"
        aria-label={words.sign}
        onPointerDown={draw}
        onPointerMove={draw}
        className="aspect-[8/3] w-full max-w-100 touch-none rounded-[8px] border border-line-strong bg-white"
      />
      <div className="flex items-center gap-2">
        <Button size="small" look="soft" busy={busy} disabled={!drawn} onClick={() => void save()}>
          {words.signSave}
        </Button>
        <Button size="small" disabled={!drawn} onClick={clear}>
          {words.signClear}
        </Button>
        <span className="text-small text-text-3">{words.sign}</span>
      </div>
    </div>
  );
}
