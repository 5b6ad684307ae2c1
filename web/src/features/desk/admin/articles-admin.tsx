import { useState, type FormEvent } from 'react';
import type { DeskArticle } from '../../../../../contract/src/desk-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, SearchInput, Textarea } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';

/** What the desks know. The search asks as the bot does, so administrators see what a customer would get. */
export function ArticlesAdmin() {
  const words = useDeskWords().admin;
  const [q, setQ] = useState('');
  const loaded = useLoaded(`articles ${q.trim()}`, () =>
    api.deskAdmin.listDeskArticles({ q: q.trim(), limit: 100 }),
  );
  const [form, setForm] = useState<DeskArticle | 'new' | null>(null);
  const remove = async (a: DeskArticle) => {
    try {
      await api.deskAdmin.removeDeskArticle({ articleId: a.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <>
      <div className="flex gap-3">
        <SearchInput value={q} onValue={setQ} label={words.searchArticles} className="flex-1" />
        <Button look="solid" onClick={() => setForm('new')}>
          {words.newArticle}
        </Button>
      </div>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !loaded.data ? (
        <RowsSkeleton rows={3} />
      ) : loaded.data.articles.length === 0 ? (
        <Empty title={words.noArticles} />
      ) : (
        <ul className="rounded-box border border-line">
          {loaded.data.articles.map((a) => (
            <li
              key={a.id}
              className="flex items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{a.question}</span>
                <span className="line-clamp-2 text-small text-text-3">{a.answer}</span>
                <span className="text-tiny text-text-3">{words.used(a.used)}</span>
              </span>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.edit} ${a.question}`}
                onClick={() => setForm(a)}
              >
                {words.edit}
              </Button>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.remove} ${a.question}`}
                onClick={() => void remove(a)}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form && (
        <ArticleForm
          article={form === 'new' ? null : form}
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

function ArticleForm({
  article: a,
  onClose,
  onSaved,
}: {
  article: DeskArticle | null;
  onClose: () => void;
  onSaved: () => void;
}) {
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
