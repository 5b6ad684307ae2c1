import { Library, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Material } from '../../../../contract/src/materials.ts';
import { api, failureText } from '../../lib/api.ts';
import { localeTag } from '../../lib/locale.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { MaterialDialog, type SendFile } from './material-dialog.tsx';
import { useMaterialWords } from './words.ts';

/** The library, by folder. `onUse`: it stands beside a chat, and each entry can be said or shown there. */
export function MaterialShelf({
  sendFile,
  onUse,
}: {
  sendFile: SendFile;
  onUse?: (material: Material) => Promise<void> | void;
}) {
  const words = useMaterialWords();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<Material | 'new' | null>(null);
  const loaded = useLoaded(`materials ${q.trim()}`, async (signal) => {
    const { materials, mayKeep } = await api.materials.listMaterials({ q: q.trim() }, { signal });
    // Every default stands in what the server answers.
    return { materials: materials as Material[], mayKeep };
  });
  const during = async (run: () => Promise<unknown>) => {
    try {
      await run();
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const use = (m: Material) =>
    during(async () => {
      await onUse?.(m);
      await api.materials.noteMaterialUsed({ materialId: m.id });
    });
  const remove = async (m: Material) => {
    if (await confirm({ title: words.removeSure, text: m.title, action: words.removeShort, danger: true }))
      await during(() => api.materials.removeMaterial({ materialId: m.id }));
  };
  const make = (
    <Button
      size="small"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setOpen('new')}
      className="shrink-0"
    >
      {words.add}
    </Button>
  );
  const list = loaded.data?.materials;
  const folders = [...new Set(list?.map((m) => m.folder))];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-3">
      <div className="flex items-center gap-2">
        <SearchInput value={q} onValue={setQ} label={words.search} className="min-w-0 flex-1" />
        {make}
      </div>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !list ? (
        <RowsSkeleton rows={4} />
      ) : list.length === 0 ? (
        <Empty
          icon={<Library />}
          title={q.trim() ? words.nothing : words.none}
          text={q.trim() ? undefined : words.noneText}
        />
      ) : (
        folders.map((folder) => (
          <section key={folder} aria-label={folder || words.noFolder} className="mt-3">
            <h3 className="text-small text-text-3">{folder || words.noFolder}</h3>
            <ul>
              {list
                .filter((m) => m.folder === folder)
                .map((m) => (
                  <li key={m.id} className="flex flex-col gap-1 border-b border-line py-2 last:border-b-0">
                    <span className="flex items-center gap-2">
                      <span className="min-w-0 flex-1 truncate font-medium">{m.title}</span>
                      <Tag>{m.company ? words.company : words.mine}</Tag>
                    </span>
                    <span className="flex items-start gap-2">
                      {m.product && (
                        <img
                          src={`/api/files/${m.product.pictures[0]!.fileId}/thumb`}
                          alt=""
                          className="size-12 shrink-0 rounded-box border border-line object-cover"
                        />
                      )}
                      <span className="line-clamp-2 text-small text-text-2">{gistOf(m)}</span>
                    </span>
                    <span className="flex flex-wrap items-center gap-1">
                      <span className="min-w-0 flex-1 text-tiny text-text-3">{words.used(m.used)}</span>
                      {m.changeable && (
                        <>
                          <IconButton size="small" label={words.change(m.title)} onClick={() => setOpen(m)}>
                            <Pencil aria-hidden className="size-3.5" />
                          </IconButton>
                          <IconButton
                            size="small"
                            label={words.remove(m.title)}
                            onClick={() => void remove(m)}
                          >
                            <Trash2 aria-hidden className="size-3.5" />
                          </IconButton>
                        </>
                      )}
                      {onUse && (
                        <Button
                          size="small"
                          aria-label={isPut(m) ? words.put(m.title) : words.send(m.title)}
                          onClick={() => void use(m)}
                        >
                          {isPut(m) ? words.putShort : words.sendShort}
                        </Button>
                      )}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        ))
      )}
      {open && (
        <MaterialDialog
          material={open === 'new' ? null : open}
          mayKeep={loaded.data?.mayKeep ?? false}
          sendFile={sendFile}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            loaded.reload();
          }}
        />
      )}
    </div>
  );
}

/** A script is put where the member writes; everything else is sent as it is. */
const isPut = (m: Material) => m.draft.k === 'text' && !m.product;

/** A price as customers read it. */
export const priceOf = ({ price, currency }: NonNullable<Material['product']>): string =>
  new Intl.NumberFormat(localeTag(), { style: 'currency', currency }).format(price / 100);

function gistOf({ draft, product }: Material): string {
  if (draft.k === 'text') return product ? `${priceOf(product)} · ${draft.b.text}` : draft.b.text;
  if (draft.k === 'card') return draft.b.url ?? '';
  return draft.k === 'forward' ? draft.b.title : draft.b.name;
}
