import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import type { Product } from '../../../../contract/src/materials.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { useMaterialWords } from './words.ts';

/** A product as it is typed. */
export interface ProductDraft {
  /** '298.00' */
  price: string;
  sn: string;
  pictures: Product['pictures'];
}

const MOST = 9;

export const productDraft = (p: Product | null): ProductDraft => ({
  price: p ? (p.price / 100).toFixed(2) : '',
  sn: p?.sn ?? '',
  pictures: p?.pictures ?? [],
});

/** What is sent; undefined while something is missing or cannot be read. */
export function productOf({ price, sn, pictures }: ProductDraft): Product | undefined {
  const [, whole, parts = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(price.trim()) ?? [];
  if (whole === undefined || pictures.length === 0 || !/^[A-Za-z0-9]*$/.test(sn.trim())) return undefined;
  return {
    price: Number(whole) * 100 + Number(parts.padEnd(2, '0')),
    currency: 'CNY',
    sn: sn.trim(),
    pictures: [...pictures],
  };
}

/** What makes a script a product: words, price, number, pictures. */
export function ProductFields({
  text,
  onText,
  draft,
  onDraft,
  busy,
  onPick,
}: {
  text: string;
  onText: (text: string) => void;
  draft: ProductDraft;
  onDraft: (draft: ProductDraft) => void;
  busy: boolean;
  onPick: (files: File[]) => void;
}) {
  const words = useMaterialWords().product;
  const picker = useRef<HTMLInputElement>(null);
  const room = MOST - draft.pictures.length;
  return (
    <>
      <Field label={words.words} required>
        <Textarea value={text} rows={4} maxLength={300} onChange={(e) => onText(e.target.value)} />
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field label={`${words.price} (¥)`} required className="w-40">
          <Input
            value={draft.price}
            inputMode="decimal"
            maxLength={11}
            placeholder="0.00"
            onChange={(e) => onDraft({ ...draft, price: e.target.value })}
          />
        </Field>
        <Field label={words.sn} hint={words.snHint} optional className="min-w-40 flex-1">
          <Input
            value={draft.sn}
            maxLength={128}
            onChange={(e) => onDraft({ ...draft, sn: e.target.value })}
          />
        </Field>
      </div>
      <div role="group" aria-label={words.pictures} className="flex flex-wrap items-center gap-2">
        {draft.pictures.map((p, i) => (
          <span key={p.fileId} className="flex items-center gap-1">
            <img
              src={`/api/files/${p.fileId}/thumb`}
              alt={words.picture(i + 1)}
              className="size-12 rounded-box border border-line object-cover"
            />
            <IconButton
              size="small"
              label={words.removePicture(i + 1)}
              onClick={() => onDraft({ ...draft, pictures: draft.pictures.toSpliced(i, 1) })}
            >
              <X aria-hidden className="size-3.5" />
            </IconButton>
          </span>
        ))}
        {room > 0 && (
          <Button
            size="small"
            busy={busy}
            icon={<ImagePlus aria-hidden className="size-4" />}
            onClick={() => picker.current?.click()}
          >
            {words.add}
          </Button>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept="image/*"
          aria-label={words.add}
          onChange={(e) => {
            onPick([...(e.target.files ?? [])].slice(0, room));
            e.target.value = '';
          }}
        />
      </div>
    </>
  );
}
