import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import type { ContentForm, FileDraft } from './compose-form.ts';
import { useOutreachWords } from './words.ts';

/** Sends a file; answers with what to put into the message, or with why not. */
export type SendFile = (file: File) => Promise<{ draft: FileDraft } | { failure: string }>;
const MOST = 6;

export function ContentFields({
  value,
  onChange,
  sendFile,
}: {
  value: ContentForm;
  onChange: (part: Partial<ContentForm>) => void;
  sendFile: SendFile;
}) {
  const words = useOutreachWords();
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const add = async (chosen: FileList | null) => {
    setSending(true);
    const files = [...value.files];
    for (const file of [...(chosen ?? [])].slice(0, MOST - value.files.length)) {
      const answer = await sendFile(file);
      if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
      else files.push(answer.draft);
    }
    onChange({ files });
    setSending(false);
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label={words.text} hint={words.textHint}>
        <Textarea
          value={value.text}
          maxLength={2_000}
          rows={5}
          onChange={(e) => onChange({ text: e.target.value })}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {value.files.map((f) => (
          <span key={f.b.fileId} className="flex max-w-60 items-center gap-1 rounded-chip bg-sunken pl-2">
            <span className="truncate text-dense">{f.b.name}</span>
            <IconButton
              size="small"
              label={words.removeFile(f.b.name)}
              onClick={() => onChange({ files: value.files.filter((x) => x !== f) })}
            >
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </span>
        ))}
        {value.files.length < MOST && (
          <Button
            size="small"
            busy={sending}
            icon={<Paperclip aria-hidden className="size-3.5" />}
            onClick={() => picker.current?.click()}
          >
            {sending ? words.sending : words.addFile}
          </Button>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          aria-label={words.addFile}
          className="sr-only"
          tabIndex={-1}
          onChange={(e) => {
            void add(e.target.files);
            e.target.value = '';
          }}
        />
      </div>
      <div className="flex flex-wrap gap-4">
        <Field label={words.cardTitle} optional className="min-w-40 flex-1">
          <Input
            value={value.cardTitle}
            maxLength={200}
            onChange={(e) => onChange({ cardTitle: e.target.value })}
          />
        </Field>
        <Field label={words.cardUrl} optional className="min-w-40 flex-1">
          <Input
            type="url"
            placeholder="https://"
            value={value.cardUrl}
            onChange={(e) => onChange({ cardUrl: e.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
