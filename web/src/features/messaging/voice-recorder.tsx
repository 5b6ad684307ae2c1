import { Mic, Send, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { duration } from '../../lib/format.ts';
import { IconButton } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { sendVoice } from './attachments.ts';
import { useMessagingWords } from './words.ts';

const longest = 5 * 60_000;

/** Records at once; the tick sends, the bin throws away. */
export function VoiceRecorder({ c, onDone }: { c: string; onDone: () => void }) {
  const words = useMessagingWords();
  const [since, setSince] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);
  const keep = useRef(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  useEffect(() => {
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      (got) => {
        stream = got;
        if (gone) return got.getTracks().forEach((t) => t.stop());
        const parts: Blob[] = [];
        const started = Date.now();
        const r = new MediaRecorder(got);
        recorder.current = r;
        r.ondataavailable = (e) => parts.push(e.data);
        r.onstop = () => {
          got.getTracks().forEach((t) => t.stop());
          const length = Date.now() - started;
          if (keep.current && length > 500) void sendVoice(c, new Blob(parts, { type: r.mimeType }), length);
          done.current();
        };
        r.start();
        setSince(started);
        setNow(started);
        timer = setInterval(() => {
          setNow(Date.now());
          if (Date.now() - started > longest) {
            keep.current = true;
            r.stop();
          }
        }, 250);
      },
      () => {
        if (!gone) toast(words.composer.noMicrophone, { tone: 'danger' });
        done.current();
      },
    );
    return () => {
      gone = true;
      clearInterval(timer);
      if (recorder.current?.state === 'recording') recorder.current.stop();
      else stream?.getTracks().forEach((t) => t.stop());
    };
  }, [c, words]);

  const finish = (send: boolean) => {
    keep.current = send;
    if (recorder.current?.state === 'recording') recorder.current.stop();
    else onDone();
  };
  return (
    <div className="flex h-12 items-center gap-3 px-3">
      <span className="inline-flex size-8 animate-pulse-soft items-center justify-center rounded-full bg-danger-soft text-danger">
        <Mic aria-hidden className="size-4" />
      </span>
      <span role="status" className="flex-1 text-dense text-text-2">
        {words.composer.recording}{' '}
        <span className="tabular">{duration(since === null ? 0 : now - since)}</span>
      </span>
      <IconButton label={words.composer.cancel} onClick={() => finish(false)}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
      <IconButton label={words.composer.stop} active onClick={() => finish(true)}>
        <Send aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
