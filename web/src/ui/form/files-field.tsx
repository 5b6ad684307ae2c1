import { Paperclip, X } from 'lucide-react';
import { use, useRef, useState } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';
import { Button, IconButton } from '../button.tsx';
import { toast } from '../overlays.ts';
import { FileLink } from './file-link.tsx';
import { SendFileContext } from './send-file.ts';
import { useFormWords } from './words.ts';

/** Files that are sent as soon as they are chosen. */
export function FilesField({
  label,
  value,
  onValue,
  max,
}: {
  label: string;
  value: readonly FileId[];
  onValue: (files: FileId[]) => void;
  max: number;
}) {
  const words = useFormWords();
  const send = use(SendFileContext);
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const add = async (chosen: FileList | null) => {
    setSending(true);
    const sent = [...value];
    for (const file of [...(chosen ?? [])].slice(0, max - value.length)) {
      const answer = await send(file);
      if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
      else sent.push(answer.fileId);
    }
    onValue(sent);
    setSending(false);
  };
  return (
    <div className="flex flex-col items-start gap-1.5">
      {value.map((fileId, i) => (
        <span key={fileId} className="flex max-w-full items-center gap-1">
          <FileLink fileId={fileId} n={i + 1} />
          <IconButton
            size="small"
            label={words.remove(words.file(i + 1))}
            onClick={() => onValue(value.filter((f) => f !== fileId))}
          >
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </span>
      ))}
      {value.length < max && (
        <Button
          size="small"
          busy={sending}
          icon={<Paperclip aria-hidden className="size-3.5" />}
          onClick={() => picker.current?.click()}
        >
          {sending ? words.uploading : words.addFile}
        </Button>
      )}
      <input
        ref={picker}
        type="file"
        multiple={max > 1}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          void add(e.target.files);
          e.target.value = '';
        }}
      />
    </div>
  );
}
