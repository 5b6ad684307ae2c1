// The pieces around the box where a message is written.
import { AtSign, ImageIcon, Paperclip, Pencil, Reply, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import type { MessageEvent } from './model.ts';
import { useNaming } from './naming.ts';
import { setPane } from './pane-store.ts';
import { gist } from './speak.ts';
import type { MentionOption } from './use-mentions.ts';
import { useMessagingWords } from './words.ts';

export interface MentionListProps {
  id: string;
  options: readonly MentionOption[];
  active: number;
  onActive: (at: number) => void;
  onPick: (option: MentionOption) => void;
}
/** Whom an @ may mean; the text box keeps the focus. */
export function MentionList({ id, options, active, onActive, onPick }: MentionListProps) {
  const words = useMessagingWords().composer;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={words.mention}
      className="absolute bottom-full left-3 z-10 mb-1 max-h-64 w-64 animate-appear overflow-y-auto rounded-box bg-raised p-1 shadow-2 ring-1 ring-line"
    >
      {options.map((o, i) => (
        <div
          key={o.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          onPointerDown={(e) => {
            e.preventDefault();
            onPick(o);
          }}
          onPointerMove={() => onActive(i)}
          className={cx(
            'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-chip px-2 text-dense touch:min-h-11',
            i === active && 'bg-hover',
          )}
        >
          {o.id === 'all' ? (
            <span className="inline-flex size-6 items-center justify-center rounded-full bg-accent text-on-accent">
              <AtSign aria-hidden className="size-3.5" />
            </span>
          ) : (
            <Avatar id={o.id} name={o.name} size={24} />
          )}
          <span className="truncate">{o.name}</span>
        </div>
      ))}
    </div>
  );
}

/** What the message answers, or that it replaces an earlier one. */
export function Context({ reply, editing }: { reply: MessageEvent | null; editing: MessageEvent | null }) {
  const naming = useNaming([reply?.u]);
  const words = naming.words.composer;
  if (!reply && !editing) return null;
  const Icon = editing ? Pencil : Reply;
  return (
    <div className="flex items-center gap-2 px-3 pt-2 text-small text-text-2">
      <Icon aria-hidden className="size-3.5 text-accent" />
      <span className="min-w-0 flex-1 truncate">
        {editing
          ? words.editing
          : reply && naming.words.says(words.replyTo(naming.nameOf(reply.u))) + gist(reply, naming)}
      </span>
      <IconButton size="small" label={words.cancel} onClick={() => setPane({ reply: null, edit: null })}>
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}

/** Files that go with the message. */
export function Tray({ files, onRemove }: { files: readonly File[]; onRemove: (at: number) => void }) {
  const words = useMessagingWords().composer;
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-2.5">
      {files.map((file, i) => {
        const Icon = file.type.startsWith('image/') ? ImageIcon : Paperclip;
        return (
          <li
            key={`${file.name}-${i}`}
            className="flex h-8 max-w-60 items-center gap-1.5 rounded-chip bg-hover pr-0.5 pl-2.5 text-small"
          >
            <Icon aria-hidden className="size-3.5 shrink-0 text-text-3" />
            <span className="min-w-0 truncate">{file.name}</span>
            <IconButton size="small" label={words.remove(file.name)} onClick={() => onRemove(i)}>
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

/** The box itself; files dropped on it join the message. */
export function Frame({
  children,
  onFiles,
  dropText,
}: {
  children: ReactNode;
  onFiles?: (files: File[]) => void;
  dropText?: string;
}) {
  const [over, setOver] = useState(false);
  return (
    <div
      className="shrink-0 px-3 pb-[max(12px,var(--safe-bottom))] desk:px-4"
      onDragOver={(e) => {
        if (!onFiles || !e.dataTransfer.types.includes('Files')) return;
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        setOver(false);
        if (!onFiles || e.dataTransfer.files.length === 0) return;
        e.preventDefault();
        onFiles([...e.dataTransfer.files]);
      }}
    >
      <div
        className={cx(
          'relative rounded-card bg-raised shadow-1 ring-1 transition-shadow duration-120 focus-within:ring-accent/60',
          over ? 'ring-2 ring-accent' : 'ring-line',
        )}
      >
        {over && (
          <div className="absolute inset-0 z-5 flex items-center justify-center rounded-card bg-accent-soft text-accent">
            {dropText}
          </div>
        )}
        {children}
      </div>
    </div>
  );
}
