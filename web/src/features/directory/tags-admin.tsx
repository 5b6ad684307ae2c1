import { useState } from 'react';
import { Pencil, Plus, Trash2, UserPlus } from 'lucide-react';
import { Link } from 'wouter';
import type { TagId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { ask, confirm, toast } from '../../ui/overlays.ts';
import { AdminList } from './admin-page.tsx';
import { findColleagues } from './find-colleagues.ts';
import { useDirectoryWords } from './words.ts';

interface TagRow {
  id: TagId;
  name: string;
}

/** Tags by which members are found. */
export function TagsAdmin() {
  const all = useDirectoryWords();
  const words = all.tags;
  const loaded = useLoaded('tags', (signal) => api.directorySettings.listTags({}, { signal }));
  const [adding, setAdding] = useState<TagRow | null>(null);
  const [picked, setPicked] = useState<Person[]>([]);
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const create = async () => {
    const name = await ask({ title: words.add, input: { label: words.name, maxLength: 64, required: true } });
    if (name?.trim()) await run(() => api.directorySettings.createTag({ name }));
  };
  const rename = async (tag: TagRow) => {
    const name = await ask({
      title: words.rename,
      input: { label: words.name, value: tag.name, maxLength: 64, required: true },
    });
    if (name?.trim()) await run(() => api.directorySettings.changeTag({ tagId: tag.id, name }));
  };
  const remove = async (tag: TagRow) => {
    const yes = await confirm({ title: words.removeSure(tag.name), action: all.remove, danger: true });
    if (yes) await run(() => api.directorySettings.removeTag({ tagId: tag.id }));
  };
  const addPicked = async (tag: TagRow) => {
    const add = picked.map((p) => p.id as `mbr_${string}`);
    setAdding(null);
    setPicked([]);
    await run(() => api.directorySettings.changeTag({ tagId: tag.id, add }));
  };
  return (
    <>
      <AdminList
        intro={words.intro}
        loaded={loaded}
        action={
          <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => void create()}>
            {words.add}
          </Button>
        }
      >
        {({ tags }) =>
          tags.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <ul className="rounded-box border border-line">
              {tags.map((t) => (
                <li
                  key={t.id}
                  className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-b-0"
                >
                  <Link
                    href={`/admin/members?tag=${t.id}`}
                    className="min-w-0 flex-1 truncate rounded-chip hover:underline"
                  >
                    {t.name}
                  </Link>
                  <span className="tabular text-small text-text-3">{all.count(t.memberCount)}</span>
                  <IconButton label={`${words.addMembers} ${t.name}`} onClick={() => setAdding(t)}>
                    <UserPlus aria-hidden className="size-4" />
                  </IconButton>
                  <IconButton label={`${words.rename} ${t.name}`} onClick={() => void rename(t)}>
                    <Pencil aria-hidden className="size-4" />
                  </IconButton>
                  <IconButton label={`${all.remove} ${t.name}`} onClick={() => void remove(t)}>
                    <Trash2 aria-hidden className="size-4" />
                  </IconButton>
                </li>
              ))}
            </ul>
          )
        }
      </AdminList>
      {adding && (
        <Dialog
          open
          onClose={() => setAdding(null)}
          title={`${words.addMembers} · ${adding.name}`}
          footer={
            <Button look="solid" disabled={picked.length === 0} onClick={() => void addPicked(adding)}>
              {all.add}
            </Button>
          }
        >
          <MemberPicker
            label={words.addMembers}
            find={findColleagues}
            value={picked}
            onValue={setPicked}
            max={1000}
          />
        </Dialog>
      )}
    </>
  );
}
