import { Paperclip } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Material } from '../../../../contract/src/materials.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { productDraft, ProductFields, productOf } from './product-fields.tsx';
import { useMaterialWords } from './words.ts';

type FileDraft = Extract<Material['draft'], { k: 'image' | 'file' | 'video' }>;
/** Sends a file; answers with what to keep, or with why not. */
export type SendFile = (file: File) => Promise<{ draft: FileDraft } | { failure: string }>;
type Kind = 'text' | 'product' | 'file' | 'card';

/** One script or material: its words, its file or its link. */
export function MaterialDialog({
  material: m,
  mayKeep,
  sendFile,
  onClose,
  onSaved,
}: {
  material: Material | null;
  mayKeep: boolean;
  sendFile: SendFile;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useMaterialWords();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [d, setD] = useState(() => ({
    title: m?.title ?? '',
    folder: m?.folder ?? '',
    company: m?.company ?? mayKeep,
    kind: kindOf(m),
    text: m?.draft.k === 'text' ? m.draft.b.text : '',
    url: m?.draft.k === 'card' ? (m.draft.b.url ?? '') : '',
    file: fileOf(m),
    product: productDraft(m?.product ?? null),
  }));
  const set = (change: Partial<typeof d>) => setD((now) => ({ ...now, ...change }));
  const product = d.kind === 'product' ? productOf(d.product) : null;
  const draft =
    d.kind === 'text' || d.kind === 'product'
      ? d.text.trim() && ({ k: 'text', b: { text: d.text.trim() } } as const)
      : d.kind === 'file'
        ? d.file
        : /^https?:\/\/\S+$/.test(d.url.trim()) &&
          ({ k: 'card', b: { title: d.title.trim(), text: '', url: d.url.trim() } } as const);
  const pick = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const answer = await sendFile(file);
    if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
    else set({ file: answer.draft });
    setBusy(false);
  };
  const addPictures = async (files: readonly File[]) => {
    setBusy(true);
    const pictures = [...d.product.pictures];
    for (const file of files) {
      const answer = await sendFile(file);
      if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
      else if (answer.draft.k === 'image') pictures.push(answer.draft.b);
    }
    set({ product: { ...d.product, pictures } });
    setBusy(false);
  };
  const save = async () => {
    if (!draft || product === undefined) return;
    try {
      await api.materials.saveMaterial({
        ...(m ? { materialId: m.id } : {}),
        folder: d.folder.trim(),
        title: d.title.trim(),
        company: d.company,
        draft,
        product,
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
      title={m ? words.changeOne : words.newOne}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="solid"
            disabled={!draft || product === undefined || !d.title.trim() || busy}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={d.title} maxLength={60} onChange={(e) => set({ title: e.target.value })} />
        </Field>
        <div className="flex flex-wrap gap-4">
          <Field label={words.kind} className="w-40">
            <Select
              value={d.kind}
              onChange={(e) => set({ kind: e.target.value as Kind })}
              options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field label={words.folder} optional className="min-w-40 flex-1">
            <Input value={d.folder} maxLength={40} onChange={(e) => set({ folder: e.target.value })} />
          </Field>
        </div>
        {d.kind === 'text' && (
          <Field label={words.text} hint={words.textHint} required>
            <Textarea
              value={d.text}
              rows={5}
              maxLength={4_000}
              onChange={(e) => set({ text: e.target.value })}
            />
          </Field>
        )}
        {d.kind === 'product' && (
          <ProductFields
            text={d.text}
            onText={(text) => set({ text })}
            draft={d.product}
            onDraft={(changed) => set({ product: changed })}
            busy={busy}
            onPick={(files) => void addPictures(files)}
          />
        )}
        {d.kind === 'card' && (
          <Field label={words.url} required>
            <Input value={d.url} placeholder="https://" onChange={(e) => set({ url: e.target.value })} />
          </Field>
        )}
        {d.kind === 'file' && (
          <div className="flex flex-wrap items-center gap-2">
            <Button
              icon={<Paperclip aria-hidden className="size-4" />}
              busy={busy}
              onClick={() => picker.current?.click()}
            >
              {busy ? words.uploading : words.file}
            </Button>
            {d.file && <span className="min-w-0 truncate text-dense">{d.file.b.name}</span>}
            <input
              ref={picker}
              type="file"
              hidden
              aria-label={words.file}
              onChange={(e) => void pick(e.target.files?.[0])}
            />
          </div>
        )}
        {mayKeep && (
          <Checkbox checked={d.company} onChecked={(company) => set({ company })}>
            {words.forAll}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}

const kindOf = (m: Material | null): Kind =>
  m?.product ? 'product' : !m || m.draft.k === 'text' ? 'text' : m.draft.k === 'card' ? 'card' : 'file';

function fileOf(m: Material | null): FileDraft | null {
  const draft = m?.draft;
  return draft && (draft.k === 'image' || draft.k === 'file' || draft.k === 'video') ? draft : null;
}
