import { useState, type FormEvent } from 'react';
import type { DeskArticle } from '../../../../../contract/src/desk-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, SearchInput, Textarea } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';
import { EditedList, type FormProps } from './edited-list.tsx';

/** What the desks know. The search asks as the bot does, so administrators see what a customer would get. */
export function ArticlesAdmin() {
  const words = useDeskWords().admin;
  const [q, setQ] = useState('');
  const loaded = useLoaded(`articles ${q.trim()}`, () =>
    api.deskAdmin.listDeskArticles({ q: q.trim(), limit: 100 }),
  );
  return (
    <EditedList<DeskArticle>
      items={loaded.data?.articles}
      error={loaded.error}
      reload={loaded.reload}
      newLabel={words.newArticle}
      before={<SearchInput value={q} onValue={setQ} label={words.searchArticles} className="flex-1" />}
      empty={{ title: words.noArticles }}
      nameOf={(a) => a.question}
      row={(a) => (
        <>
          <span className="block truncate">{a.question}</span>
          <span className="line-clamp-2 text-small text-text-3">{a.answer}</span>
          <span className="text-tiny text-text-3">{words.used(a.used)}</span>
        </>
      )}
      actions={(a) => ({
        behind: [{ label: words.remove, run: () => api.deskAdmin.removeDeskArticle({ articleId: a.id }) }],
      })}
      form={(props) => <ArticleForm {...props} />}
    />
  );
}

function ArticleForm({ item: a, onClose, onSaved }: FormProps<DeskArticle>) {
  const words = useDeskWords().admin;
  const [question, setQuestion] = useState(a?.question ?? '');
  const [similar, setSimilar] = useState(a?.similar.join('\n') ?? '');
  const [answer, setAnswer] = useState(a?.answer ?? '');
  const whole = question.trim() !== '' && answer.trim() !== '';
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const lines = similar.split('\n').map((l) => l.trim());
    try {
      await api.deskAdmin.saveDeskArticle({
        ...(a ? { articleId: a.id } : {}),
        deskId: a?.deskId ?? null,
        question,
        similar: lines.filter(Boolean),
        answer,
      });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={a ? words.edit : words.newArticle}
      footer={
        <Button look="solid" type="submit" form="article" disabled={!whole}>
          {words.save}
        </Button>
      }
    >
      <form id="article" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.question} required>
          <Input value={question} maxLength={200} onChange={(e) => setQuestion(e.target.value)} />
        </Field>
        <Field label={words.similar} hint={words.similarHint} optional>
          <Textarea rows={3} value={similar} onChange={(e) => setSimilar(e.target.value)} />
        </Field>
        <Field label={words.answer} required>
          <Textarea rows={4} value={answer} maxLength={4_000} onChange={(e) => setAnswer(e.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
