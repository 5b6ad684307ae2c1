import { useState, type FormEvent } from 'react';
import type { desk } from '../../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Textarea } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';

type Reply = OutputOf<typeof desk.listDeskReplies>['replies'][number];

export function RepliesAdmin() {
  const words = useDeskWords().admin;
  const loaded = useLoaded('replies', () => api.desk.listDeskReplies({}));
  const [form, setForm] = useState<Reply | 'new' | null>(null);
  const remove = async (r: Reply) => {
    try {
      await api.deskAdmin.removeDeskReply({ replyId: r.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <>
      <div className="flex justify-end">
        <Button look="solid" onClick={() => setForm('new')}>
          {words.newReply}
        </Button>
      </div>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !loaded.data ? (
        <RowsSkeleton rows={3} />
      ) : loaded.data.replies.length === 0 ? (
        <Empty title={words.noReplies} />
      ) : (
        <ul className="rounded-box border border-line">
          {loaded.data.replies.map((r) => (
            <li
              key={r.id}
              className="flex items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{r.title}</span>
                <span className="line-clamp-2 text-small text-text-3">{r.text}</span>
              </span>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.edit} ${r.title}`}
                onClick={() => setForm(r)}
              >
                {words.edit}
              </Button>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.remove} ${r.title}`}
                onClick={() => void remove(r)}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form && (
        <ReplyForm
          reply={form === 'new' ? null : form}
          onClose={() => setForm(null)}
          onSaved={() => {
            setForm(null);
            loaded.reload();
          }}
        />
      )}
    </>
  );
}

function ReplyForm({
  reply,
  onClose,
  onSaved,
}: {
  reply: Reply | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useDeskWords().admin;
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const whole = title.trim() !== '' && text.trim() !== '';
  const save = async (e: FormEvent) => {
    e.preventDefault();
    try {
      await api.deskAdmin.saveDeskReply({ ...(reply ? { replyId: reply.id } : {}), title, text });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={reply ? reply.title : words.newReply}
      footer={
        <Button look="solid" type="submit" form="reply" disabled={!whole}>
          {words.save}
        </Button>
      }
    >
      <form id="reply" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.replyTitle} required>
          <Input value={title} maxLength={60} onChange={(e) => setTitle(e.target.value)} />
        </Field>
        <Field label={words.replyText} required>
          <Textarea rows={4} value={text} maxLength={4_000} onChange={(e) => setText(e.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
