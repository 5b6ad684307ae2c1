import { useState, type FormEvent } from 'react';
import type { desk } from '../../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Textarea } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';
import { EditedList, type FormProps } from './edited-list.tsx';

type Reply = OutputOf<typeof desk.listDeskReplies>['replies'][number];

export function RepliesAdmin() {
  const words = useDeskWords().admin;
  const loaded = useLoaded('replies', () => api.desk.listDeskReplies({}));
  return (
    <EditedList<Reply>
      items={loaded.data?.replies}
      error={loaded.error}
      reload={loaded.reload}
      newLabel={words.newReply}
      empty={{ title: words.noReplies }}
      nameOf={(r) => r.title}
      row={(r) => (
        <>
          <span className="block truncate">{r.title}</span>
          <span className="line-clamp-2 text-small text-text-3">{r.text}</span>
        </>
      )}
      actions={(r) => ({
        behind: [{ label: words.remove, run: () => api.deskAdmin.removeDeskReply({ replyId: r.id }) }],
      })}
      form={(props) => <ReplyForm {...props} />}
    />
  );
}

function ReplyForm({ item: reply, onClose, onSaved }: FormProps<Reply>) {
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
        <Field label={words.replyText} hint={words.replyHint} required>
          <Textarea rows={4} value={text} maxLength={4_000} onChange={(e) => setText(e.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
