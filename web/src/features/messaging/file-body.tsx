// Pictures, files and voices inside a message.
import {
  Download,
  FileArchive,
  FileSpreadsheet,
  FileText,
  File as FileIcon,
  Pause,
  Play,
} from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { duration, size } from '../../lib/format.ts';
import { cx } from '../../ui/cx.ts';
import type { Outgoing } from './model.ts';
import { useMessagingWords } from './words.ts';

export interface FileFacts {
  fileId?: string;
  name?: string;
  size?: number;
  mime?: string;
  width?: number;
  height?: number;
  duration?: number;
}
export const fileUrl = (b: FileFacts): string => `/api/files/${b.fileId ?? ''}`;
const thumbUrl = (b: FileFacts): string => `/api/files/${b.fileId ?? ''}/thumb`;
export const downloadUrl = (b: FileFacts): string => `/api/files/${b.fileId ?? ''}?download=1`;

/** The address of a Blob that still waits on this device. */
function useBlobUrl(blob: Blob | undefined): string | null {
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : null), [blob]);
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}

/** The box a picture takes before it is here, so that nothing jumps. */
function box({ width, height }: FileFacts): { width: number; height: number } {
  const w = width ?? 240;
  const h = height ?? 180;
  const scale = Math.min(1, 280 / w, 320 / h);
  return { width: Math.max(48, Math.round(w * scale)), height: Math.max(40, Math.round(h * scale)) };
}

export function ImageBody({
  b,
  outgoing,
  onOpen,
}: {
  b: FileFacts;
  outgoing?: Outgoing | undefined;
  onOpen?: (() => void) | undefined;
}) {
  const words = useMessagingWords();
  const local = useBlobUrl(outgoing?.file);
  // Some pictures have no thumbnail (too small to need one, or of an unusual kind): then the picture itself.
  const [failures, setFailures] = useState(0);
  const broken = failures > 1;
  const src = local ?? (b.fileId ? (failures ? fileUrl(b) : thumbUrl(b)) : null);
  return (
    <button
      type="button"
      onClick={onOpen}
      disabled={!onOpen}
      aria-label={words.message.openImage(b.name ?? '')}
      style={box(b)}
      className="relative block max-w-full overflow-hidden rounded-box bg-hover disabled:cursor-default"
    >
      {src && !broken ? (
        <img
          src={src}
          alt=""
          decoding="async"
          onError={() => setFailures((n) => n + 1)}
          className="size-full object-cover"
        />
      ) : (
        broken && <span className="p-2 text-small text-text-3">{b.name}</span>
      )}
      {outgoing?.state === 'uploading' && <Progress part={outgoing.progress ?? 0} />}
    </button>
  );
}

function Progress({ part }: { part: number }) {
  const words = useMessagingWords();
  return (
    <span
      role="progressbar"
      aria-label={words.composer.uploading}
      aria-valuenow={Math.round(part * 100)}
      className="absolute inset-x-2 bottom-2 h-1 overflow-hidden rounded-full bg-black/40"
    >
      <span
        className="block h-full rounded-full bg-white transition-[width] duration-150"
        style={{ width: `${part * 100}%` }}
      />
    </span>
  );
}

const iconOf = ({ mime = '', name = '' }: FileFacts) => {
  if (/sheet|excel|csv/.test(mime) || /\.(xlsx?|csv)$/i.test(name))
    return [FileSpreadsheet, 'bg-ok'] as const;
  if (/zip|rar|7z|tar|gzip/.test(mime)) return [FileArchive, 'bg-warn'] as const;
  if (/pdf/.test(mime)) return [FileText, 'bg-danger-solid'] as const;
  if (/word|document|text|presentation/.test(mime)) return [FileText, 'bg-info'] as const;
  return [FileIcon, 'bg-badge-quiet'] as const;
};

export function FileBody({ b, outgoing }: { b: FileFacts; outgoing?: Outgoing | undefined }) {
  const words = useMessagingWords();
  const [Icon, ground] = iconOf(b);
  const content = (
    <>
      <span className={cx('inline-flex size-10 shrink-0 items-center justify-center rounded-[8px]', ground)}>
        <Icon aria-hidden className="size-5 text-surface" strokeWidth={1.7} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 text-dense leading-4.5 wrap-anywhere text-text">{b.name}</span>
        <span className="tabular block text-tiny text-text-3">{size(b.size ?? 0)}</span>
      </span>
    </>
  );
  const look = 'relative flex w-68 max-w-full items-center gap-3 rounded-box bg-raised p-3 ring-1 ring-line';
  if (!b.fileId)
    return (
      <div className={look}>
        {content}
        {outgoing?.state === 'uploading' && <Progress part={outgoing.progress ?? 0} />}
      </div>
    );
  return (
    <a href={downloadUrl(b)} download={b.name} className={cx(look, 'hover:bg-hover')}>
      {content}
      <Download aria-label={words.message.download} className="size-4 shrink-0 text-text-3" />
    </a>
  );
}

export function VideoBody({ b, outgoing }: { b: FileFacts; outgoing?: Outgoing | undefined }) {
  const local = useBlobUrl(outgoing?.file);
  const src = local ?? (b.fileId ? fileUrl(b) : undefined);
  return (
    <div
      className="relative max-w-full overflow-hidden rounded-box bg-black"
      style={box({ width: 320, height: 200, ...b })}
    >
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what people film for each other has no captions */}
      <video src={src} controls preload="metadata" className="size-full" />
      {outgoing?.state === 'uploading' && <Progress part={outgoing.progress ?? 0} />}
    </div>
  );
}

let playing: HTMLAudioElement | null = null;

export function VoiceBody({ b, outgoing }: { b: FileFacts; outgoing?: Outgoing | undefined }) {
  const words = useMessagingWords();
  const local = useBlobUrl(outgoing?.file);
  const audio = useRef<HTMLAudioElement | null>(null);
  const [on, setOn] = useState(false);
  const [part, setPart] = useState(0);
  const src = local ?? (b.fileId ? fileUrl(b) : null);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = () => {
    if (!src) return;
    audio.current ??= new Audio(src);
    const a = audio.current;
    if (on) return a.pause();
    if (playing !== a) playing?.pause();
    playing = a;
    a.onplay = () => setOn(true);
    a.onpause = () => setOn(false);
    a.onended = () => {
      setOn(false);
      setPart(0);
    };
    a.ontimeupdate = () =>
      setPart(a.currentTime / Math.max(0.1, (b.duration ?? 0) / 1000 || a.duration || 1));
    a.play().catch(() => setOn(false)); // refused or not decodable: the button stays on play
  };
  const seconds = (b.duration ?? 0) / 1000;
  const bars = Math.max(8, Math.min(28, Math.round(8 + seconds)));
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={`${on ? words.message.pauseVoice : words.message.playVoice} ${duration(b.duration ?? 0)}`}
      className="flex h-8 items-center gap-2.5"
    >
      <span className="inline-flex size-7 items-center justify-center rounded-full bg-accent text-on-accent">
        {on ? (
          <Pause aria-hidden className="size-3.5" fill="currentColor" />
        ) : (
          <Play aria-hidden className="ml-0.5 size-3.5" fill="currentColor" />
        )}
      </span>
      <span aria-hidden className="flex h-5 items-center gap-[2px]">
        {Array.from({ length: bars }, (_, i) => (
          <span
            key={i}
            className={cx('w-[2px] rounded-full', i / bars < part ? 'bg-accent' : 'bg-line-strong')}
            style={{ height: `${30 + 70 * Math.abs(Math.sin(i * 1.7 + seconds))}%` }}
          />
        ))}
      </span>
      <span className="tabular text-small text-text-2">{duration(b.duration ?? 0)}</span>
    </button>
  );
}
