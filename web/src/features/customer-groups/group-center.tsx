import { ArrowLeft, Plus, UsersRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { ChatId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, SearchInput } from '../../ui/input.tsx';
import type { Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { GroupView } from './group-view.tsx';
import { JoinCodes } from './join-codes.tsx';
import { useGroupWords } from './words.ts';

export type FindMembers = (q: string, signal: AbortSignal) => Promise<Person[]>;

/** `id`: absent for the list, 'codes' for join codes, else a group. */
export function GroupCenter({ id, findMembers }: { id: string | undefined; findMembers: FindMembers }) {
  const words = useGroupWords();
  const [, navigate] = useLocation();
  const one = id !== undefined && id !== 'codes';
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <Link
          href={one ? '/customer-groups' : '/customers'}
          aria-label={words.back}
          className="rounded-chip p-1 hover:bg-hover"
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Link>
        <h1 className="truncate text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      {one ? (
        <GroupView key={id} chatId={id as ChatId} findMembers={findMembers} />
      ) : (
        <Tabs
          label={words.title}
          value={id ?? 'list'}
          onValue={(to) => navigate(to === 'codes' ? '/customer-groups/codes' : '/customer-groups')}
          tabs={[
            { id: 'list', label: words.title },
            { id: 'codes', label: words.codes },
          ]}
          className="w-full"
        >
          {id ? <JoinCodes /> : <GroupList />}
        </Tabs>
      )}
    </div>
  );
}

function GroupList() {
  const words = useGroupWords();
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const [q, setQ] = useState('');
  const [creating, setCreating] = useState(false);
  const [, navigate] = useLocation();
  const { data, error } = useLoaded(`${whose} ${q}`, () =>
    api.customerGroups.listCustomerGroups({ whose, ...(q.trim() ? { q: q.trim() } : {}) }),
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-2">
          <SearchInput value={q} onValue={setQ} label={words.search} className="min-w-44 flex-1" />
          <Choice
            label={words.whose}
            value={whose}
            onValue={setWhose}
            options={[
              { value: 'mine', label: words.mine },
              { value: 'all', label: words.all },
            ]}
          />
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setCreating(true)}
          >
            {words.newGroup}
          </Button>
        </div>
        {error ? (
          <Empty title={failureText(error)} />
        ) : !data ? (
          <RowsSkeleton rows={4} />
        ) : data.groups.length === 0 ? (
          <Empty icon={<UsersRound />} title={words.none} text={words.noneText} />
        ) : (
          <ul className="rounded-box border border-line">
            {data.groups.map((g) => (
              <li key={g.chatId} className="border-b border-line last:border-b-0">
                <Link href={`/customer-groups/${g.chatId}`} className="block px-4 py-2.5 hover:bg-hover">
                  <span className="flex items-baseline gap-3">
                    <span className="min-w-0 flex-1 truncate">{g.name}</span>
                    <span className="tabular shrink-0 text-small text-text-3">
                      {words.sizes(g.members, g.customers)}
                    </span>
                  </span>
                  <span className="block truncate text-small text-text-3">
                    {[words.ownerIs(g.ownerName), words.week(g.joined, g.left, g.messages)].join(' · ')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
      {creating && (
        <NewGroup onClose={() => setCreating(false)} onMade={(id) => navigate(`/customer-groups/${id}`)} />
      )}
    </div>
  );
}

function NewGroup({ onClose, onMade }: { onClose: () => void; onMade: (id: ChatId) => void }) {
  const words = useGroupWords();
  const [name, setName] = useState('');
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!name.trim()) return;
    try {
      onMade((await api.customerGroups.createCustomerGroup({ name: name.trim() })).chatId);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.newGroup}
      footer={
        <Button look="solid" type="submit" form="new-group" disabled={!name.trim()}>
          {words.create}
        </Button>
      }
    >
      <form id="new-group" onSubmit={(e) => void submit(e)}>
        <Field label={words.name} required>
          <Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
