import { MessageCircle, UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { customerGroups } from '../../../../contract/src/customer-groups.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { ChatId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker } from '../../ui/member-picker.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Tabs } from '../../ui/tabs.tsx';
import type { FindMembers } from './group-center.tsx';
import { GroupFigures } from './group-figures.tsx';
import { GroupRules } from './group-rules.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { useGroupWords } from './words.ts';

type Detail = OutputOf<typeof customerGroups.getCustomerGroup>;

/** One group: who is in it, what it does by itself, how it goes. */
export function GroupView({ chatId, findMembers }: { chatId: ChatId; findMembers: FindMembers }) {
  const words = useGroupWords();
  const [tab, setTab] = useState<'people' | 'rules' | 'figures'>('people');
  const [giving, setGiving] = useState(false);
  const { data, error, reload } = useLoaded(chatId, () => api.customerGroups.getCustomerGroup({ chatId }));
  if (error) return <Empty title={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={6} />;
  const { group } = data;
  const give = async (ownerId: string) => {
    setGiving(false);
    try {
      await api.customerGroups.changeCustomerGroup({ chatId, ownerId: ownerId as MemberId });
      toast(words.handedOver, { tone: 'ok' });
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <>
      <header className="mx-auto flex w-full max-w-180 flex-wrap items-center gap-2 px-4 pt-3">
        <div className="min-w-0 flex-1">
          <h2 className="flex items-center gap-2 truncate font-medium">
            {group.name}
            {group.dissolved && <Tag>{words.dissolved}</Tag>}
          </h2>
          <p className="truncate text-small text-text-3">
            {[words.ownerIs(group.ownerName), words.sizes(group.members, group.customers)].join(' · ')}
          </p>
        </div>
        {data.mayGive && <Button onClick={() => setGiving(true)}>{words.handOver}</Button>}
        {data.seated && (
          <Link
            href={`/chats/${chatId}`}
            className="flex items-center gap-1.5 rounded-box px-2 py-1.5 text-accent hover:bg-hover"
          >
            <MessageCircle aria-hidden className="size-4" />
            {words.openChat}
          </Link>
        )}
      </header>
      <Tabs
        label={group.name}
        value={tab}
        onValue={setTab}
        tabs={(['people', 'rules', 'figures'] as const).map((id) => ({ id, label: words.tabs[id] }))}
        className="w-full"
      >
        <div className="min-h-0 flex-1 overflow-y-auto">
          <div className="mx-auto w-full max-w-180 p-4">
            {tab === 'people' ? (
              <People detail={data} onChanged={reload} />
            ) : tab === 'rules' ? (
              <GroupRules chatId={chatId} settings={data.settings} mayChange={data.mayChange} />
            ) : (
              <GroupFigures chatId={chatId} />
            )}
          </div>
        </div>
      </Tabs>
      {giving && (
        <Dialog open size="small" onClose={() => setGiving(false)} title={words.handOverTo}>
          <MemberPicker
            label={words.handOverTo}
            find={findMembers}
            value={[]}
            onValue={([person]) => person && void give(person.id)}
            max={1}
          />
        </Dialog>
      )}
    </>
  );
}

function People({ detail, onChanged }: { detail: Detail; onChanged: () => void }) {
  const words = useGroupWords();
  const [inviting, setInviting] = useState(false);
  const remove = async ({ customerId, name }: Detail['customers'][number]) => {
    if (
      !(await confirm({
        title: words.removeSure(name),
        text: words.removeText,
        action: words.remove,
        danger: true,
      }))
    )
      return;
    try {
      await api.customerGroups.removeGroupCustomer({ chatId: detail.group.chatId, customerId });
      onChanged();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  return (
    <div className="flex flex-col gap-5">
      <section>
        <h3 className="mb-2 text-dense font-medium">{`${words.members} ${detail.members.length}`}</h3>
        <ul className="rounded-box border border-line">
          {detail.members.map((m) => (
            <li
              key={m.memberId}
              className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="min-w-0 flex-1 truncate">{m.name}</span>
              {m.role !== 'member' && <Tag tone="accent">{words.roles[m.role]}</Tag>}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <div className="mb-2 flex items-center justify-between gap-2">
          <h3 className="text-dense font-medium">{`${words.customers} ${detail.customers.length}`}</h3>
          {detail.seated && !detail.group.dissolved && (
            <Button icon={<UserPlus aria-hidden className="size-4" />} onClick={() => setInviting(true)}>
              {words.invite}
            </Button>
          )}
        </div>
        {inviting && (
          <InviteDialog
            chatId={detail.group.chatId}
            present={new Set(detail.customers.map((c) => c.customerId))}
            onClose={() => setInviting(false)}
            onInvited={() => {
              setInviting(false);
              onChanged();
            }}
          />
        )}
        {detail.customers.length === 0 ? (
          <p className="text-dense text-text-3">{words.noCustomers}</p>
        ) : (
          <ul className="rounded-box border border-line">
            {detail.customers.map((c) => (
              <li
                key={c.customerId}
                className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-b-0"
              >
                <span className="min-w-0 flex-1">
                  <span className="flex items-center gap-2">
                    <span className="truncate">{c.name}</span>
                    {c.warnings > 0 && <Tag tone="warn">{words.warned(c.warnings)}</Tag>}
                  </span>
                  <span className="block truncate text-small text-text-3">
                    {[words.how[c.how], c.state, when(Date.parse(c.joinedAt))].filter(Boolean).join(' · ')}
                  </span>
                </span>
                {detail.mayChange && (
                  <IconButton label={`${words.remove} ${c.name}`} onClick={() => void remove(c)}>
                    <UserMinus aria-hidden className="size-4" />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
