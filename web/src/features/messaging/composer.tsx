import { AtSign, Clock, ImageIcon, Mic, Paperclip, SendHorizontal, Smile } from 'lucide-react';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
} from 'react';
import { lazily, Quiet } from '../../lib/lazily.tsx';
import { isComposing } from '../../lib/key-names.ts';
import { useTouch } from '../../lib/media.ts';
import { useMe } from '../../lib/session.ts';
import { IconButton } from '../../ui/button.tsx';
import { openPopover } from '../../ui/overlays.ts';
import { sendFiles } from './attachments.ts';
import { Context, Frame, MentionList, Tray } from './composer-parts.tsx';
import { draftOf, setDraft, shareDraft } from './composer-store.ts';
import { edit } from './message-actions.ts';
import { isGroup } from './chat-rules.ts';
import type { Chat, MessageEvent } from './model.ts';
import { useChatFace, useNaming } from './naming.ts';
import { send } from './outbox.ts';
import { setPane, usePane } from './pane-store.ts';
import { sync } from './running.ts';
import { messagingState } from './store.ts';
import { mentionAt, useMentionOptions, type MentionOption } from './use-mentions.ts';

const EmojiPicker = lazily(
  () => import('../../ui/emoji-picker.tsx'),
  (m) => m.EmojiPicker,
);
const ScheduleForm = lazily(
  () => import('./schedule-form.tsx'),
  (m) => m.ScheduleForm,
);
const VoiceRecorder = lazily(
  () => import('./voice-recorder.tsx'),
  (m) => m.VoiceRecorder,
);
const longest = 10_000;
/** Browsers offer no microphone on plain-http addresses. */
const canRecord = (): boolean => 'MediaRecorder' in globalThis && 'mediaDevices' in navigator;

/** Where a message is written. Enter sends, unless an input method is composing; Shift-Enter starts a new line. */
export function Composer({ chat, editing }: { chat: Chat; editing: MessageEvent | null }) {
  const naming = useNaming();
  const words = naming.words.composer;
  const face = useChatFace(chat);
  const me = useMe().member;
  const touch = useTouch();
  const id = useId();
  const c = chat.id;
  const [text, setText] = useState(() => {
    const was = editing?.b['text'];
    return typeof was === 'string' ? was : draftOf(c);
  });
  const [caret, setCaret] = useState(0);
  const [files, setFiles] = useState<File[]>([]);
  const [recording, setRecording] = useState(false);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const called = useRef(new Map<string, string>());
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typed = useRef(0);
  const caretTo = useRef<number | null>(null);
  const reply = usePane((s) => s.reply);
  const put = usePane((s) => s.put);

  const begun = mentionAt(text, caret);
  const asking = begun && closed !== begun.start ? begun : null;
  const options = useMentionOptions(chat, asking ? asking.query : null);

  const write = (next: string, at?: number) => {
    setText(next);
    if (!editing) setDraft(c, next);
    if (at === undefined) return;
    setCaret(at);
    caretTo.current = at;
  };
  // With the new text and not a frame later: keys pressed meanwhile would find the caret moved under them.
  useLayoutEffect(() => {
    const at = caretTo.current;
    if (at === null) return;
    caretTo.current = null;
    box.current?.focus();
    box.current?.setSelectionRange(at, at);
  });

  // Taking up an edit or a reply puts the caret here.
  useEffect(() => {
    if (editing || reply) box.current?.focus();
  }, [editing, reply]);
  useEffect(() => () => void shareDraft(c), [c]);
  useLayoutEffect(() => {
    if (!touch) box.current?.focus({ preventScroll: true });
  }, [c, touch]);

  const insert = (what: string) => {
    const at = box.current?.selectionStart ?? text.length;
    const to = box.current?.selectionEnd ?? at;
    write(text.slice(0, at) + what + text.slice(to), at + what.length);
  };
  useEffect(() => {
    if (put === null) return;
    setPane({ put: null });
    insert(put);
  });
  const call = (option: MentionOption) => {
    if (!asking) return;
    called.current.set(option.name, option.id);
    const put = `@${option.name} `;
    write(text.slice(0, asking.start) + put + text.slice(caret), asking.start + put.length);
    setActive(0);
  };
  const mentioned = (): string[] => {
    const found = [...called.current].filter(([name]) => text.includes(`@${name}`)).map(([, who]) => who);
    for (const who of editing?.at ?? [])
      if (
        text.includes(
          `@${who === 'all' ? naming.words.everyone : who === me.id ? me.name : naming.nameOf(who)}`,
        )
      )
        found.push(who);
    return [...new Set(found)];
  };
  const clear = () => {
    called.current.clear();
    setFiles([]);
    setPane({ reply: null, edit: null });
    setText('');
    setDraft(c, '');
  };
  const submit = async () => {
    const words_ = text.trim();
    if (words_.length > longest || (!words_ && files.length === 0)) return;
    const at = mentioned();
    if (editing) {
      if (words_ && (await edit(editing, words_, at))) setPane({ edit: null });
      return;
    }
    const sent = files;
    const re = reply?.s;
    clear();
    if (sent.length) await sendFiles(c, sent, words_ ? undefined : re);
    if (words_) await send(c, { k: 'text', b: { text: words_ } }, { at, re });
  };

  const onKeyDown = (e: KeyboardEvent) => {
    if (isComposing(e)) return;
    if (options.length > 0 && asking) {
      const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      const current = options[active] ?? options[0];
      if (by) setActive((active + by + options.length) % options.length);
      else if ((e.key === 'Enter' || e.key === 'Tab') && current) call(current);
      else if (e.key === 'Escape') setClosed(asking.start);
      else return;
      e.preventDefault();
      e.stopPropagation();
      return;
    }
    if (e.key === 'Enter' && !e.shiftKey && !e.altKey && (!touch || e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      void submit();
    } else if (e.key === 'Escape' && (reply || editing)) {
      e.preventDefault();
      setPane({ reply: null, edit: null });
    } else if (e.key === 'ArrowUp' && !text && !e.shiftKey) {
      e.preventDefault();
      const mine = messagingState().logs[c]?.messages.findLast(
        (m) => m.u === me.id && m.k === 'text' && m.rc === undefined,
      );
      if (mine) setPane({ edit: mine });
    }
  };
  const onPaste = (e: ClipboardEvent) => {
    const pasted = [...e.clipboardData.files];
    if (pasted.length === 0) return;
    e.preventDefault();
    setFiles((f) => [...f, ...pasted].slice(0, 20));
  };
  const tellTyping = () => {
    if (Date.now() - typed.current < 3_000 || chat.memberCount > 50) return;
    typed.current = Date.now();
    sync()?.realtime.typing(c);
  };
  const choose = (accept: string) => {
    if (!picker.current) return;
    picker.current.accept = accept;
    picker.current.click();
  };

  if (recording)
    return (
      <Frame>
        <Quiet>
          <VoiceRecorder c={c} onDone={() => setRecording(false)} />
        </Quiet>
      </Frame>
    );
  const over = text.length - longest;
  const empty = !text.trim() && files.length === 0;
  return (
    <Frame
      onFiles={(dropped) => setFiles((f) => [...f, ...dropped].slice(0, 20))}
      dropText={naming.words.pane.dropHere}
    >
      {options.length > 0 && asking && (
        <MentionList id={`${id}-who`} options={options} active={active} onActive={setActive} onPick={call} />
      )}
      <Context reply={reply} editing={editing} />
      <Tray files={files} onRemove={(i) => setFiles(files.filter((_, at) => at !== i))} />
      <textarea
        ref={box}
        value={text}
        rows={1}
        aria-label={words.label(face.title)}
        placeholder={touch ? words.placeholderTouch : words.placeholder}
        aria-autocomplete="list"
        aria-controls={options.length ? `${id}-who` : undefined}
        aria-activedescendant={options.length ? `${id}-who-${active}` : undefined}
        onChange={(e) => {
          write(e.target.value);
          setCaret(e.target.selectionStart);
          setActive(0);
          tellTyping();
        }}
        onSelect={(e) => setCaret(e.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="field-sizing-content max-h-[38dvh] min-h-10 w-full resize-none bg-transparent px-3.5 pt-2.5 pb-1 leading-6 outline-none desk:min-h-16"
      />
      <div className="flex items-center gap-0.5 px-2 pb-2">
        <IconButton
          label={words.emoji}
          onClick={(e) =>
            openPopover({
              at: e.currentTarget,
              label: words.emoji,
              content: (close) => (
                <Quiet>
                  <EmojiPicker
                    onPick={(emoji) => {
                      close();
                      insert(emoji);
                    }}
                  />
                </Quiet>
              ),
            })
          }
        >
          <Smile aria-hidden className="size-[18px]" />
        </IconButton>
        {isGroup(chat) && !touch && (
          <IconButton label={words.mention} onClick={() => insert('@')}>
            <AtSign aria-hidden className="size-[18px]" />
          </IconButton>
        )}
        {!editing && (
          <>
            <IconButton label={words.image} onClick={() => choose('image/*')}>
              <ImageIcon aria-hidden className="size-[18px]" />
            </IconButton>
            <IconButton label={words.file} onClick={() => choose('')}>
              <Paperclip aria-hidden className="size-[18px]" />
            </IconButton>
            {canRecord() && (
              <IconButton label={words.voice} onClick={() => setRecording(true)}>
                <Mic aria-hidden className="size-[18px]" />
              </IconButton>
            )}
          </>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(e) => {
            const chosen = [...(e.target.files ?? [])];
            e.target.value = '';
            setFiles((f) => [...f, ...chosen].slice(0, 20));
            box.current?.focus();
          }}
        />
        <span className="flex-1" />
        {over > 0 && <span className="mr-2 text-small text-danger">{words.tooLong(over)}</span>}
        {!editing && (
          <IconButton
            label={words.later}
            onClick={(e) =>
              openPopover({
                at: e.currentTarget,
                label: words.later,
                content: (close) => (
                  <Quiet>
                    <ScheduleForm chatId={c} text={text.trim()} onDone={() => (close(), clear())} />
                  </Quiet>
                ),
              })
            }
          >
            <Clock aria-hidden className="size-[18px]" />
          </IconButton>
        )}
        <button
          type="button"
          disabled={empty || over > 0}
          onClick={() => void submit()}
          className="tap inline-flex h-8 items-center gap-1.5 rounded-[8px] bg-accent px-3 text-dense font-medium text-on-accent transition-colors duration-120 hover:bg-accent-hover disabled:bg-hover disabled:text-text-3"
        >
          <SendHorizontal aria-hidden className="size-4" />
          {editing ? words.save : words.send}
        </button>
      </div>
    </Frame>
  );
}
