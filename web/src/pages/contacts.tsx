import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { DepartmentNode, MemberBrief } from '../../../contract/src/directory.ts';
import { DepartmentMembers } from '../features/directory/department-members.tsx';
import { DepartmentTree, seenDepartments } from '../features/directory/department-tree.tsx';
import { Found } from '../features/directory/found.tsx';
import { MemberDetails } from '../features/directory/member-details.tsx';
import { useDirectoryWords } from '../features/directory/words.ts';
import { openDirect } from '../features/messaging/chat-actions.ts';
import { useDesk } from '../lib/media.ts';
import { Empty, PaneBar } from '../ui/bits.tsx';
import { IconButton } from '../ui/button.tsx';
import { Drawer } from '../ui/dialog.tsx';
import { SearchInput } from '../ui/input.tsx';
import { ListAndDetail } from '../ui/panes.tsx';
import { Checkbox } from '../ui/toggle.tsx';
import { useLayoutWords } from './layout/words.ts';

/** The company's people: the tree at the left, whoever is in a department at the right, and a card for each. */
export function ContactsPage() {
  const words = useDirectoryWords();
  const layout = useLayoutWords();
  const desk = useDesk();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const [department, setDepartment] = useState<Pick<DepartmentNode, 'id' | 'name'> | null>(null);
  const [below, setBelow] = useState(false);
  const [card, setCard] = useState<MemberBrief['id'] | null>(null);
  // A phone shows one of the two panes: its heading is the page's.
  const Title = desk ? 'h2' : 'h1';
  const searching = query.trim() !== '';
  const write = async (id: MemberBrief['id']) => {
    const chat = await openDirect(id);
    if (chat) navigate(`/chats/${chat}`);
  };
  return (
    <>
      <ListAndDetail
        chosen={department !== null}
        list={
          <>
            <PaneBar>
              <h1 className="flex-1 text-[15px] font-medium">{words.contacts}</h1>
              <Link
                href="/customers"
                className="rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
              >
                {words.customers}
              </Link>
            </PaneBar>
            <SearchInput
              value={query}
              onValue={setQuery}
              label={words.search}
              className="mx-3 my-2 shrink-0"
            />
            {searching ? (
              <Found
                query={query.trim()}
                onMember={(m) => setCard(m.id)}
                onDepartment={(d) => {
                  setDepartment(d);
                  setQuery('');
                }}
              />
            ) : (
              <DepartmentTree
                load={seenDepartments}
                selected={department?.id ?? null}
                onSelect={setDepartment}
                onTop={(top) => desk && setDepartment((now) => now ?? top)}
              />
            )}
          </>
        }
        detail={
          department ? (
            <>
              <PaneBar>
                {!desk && (
                  <IconButton label={layout.back} className="-ml-2" onClick={() => setDepartment(null)}>
                    <ChevronLeft aria-hidden className="size-5" />
                  </IconButton>
                )}
                <Title className="min-w-0 flex-1 truncate text-[15px] font-medium">{department.name}</Title>
                <Checkbox checked={below} onChecked={setBelow} className="text-dense">
                  {words.below}
                </Checkbox>
              </PaneBar>
              <DepartmentMembers
                key={`${department.id} ${below}`}
                departmentId={department.id}
                below={below}
                onOpen={(m) => setCard(m.id)}
              />
            </>
          ) : (
            <Empty title={words.choose} />
          )
        }
      />
      <Drawer open={card !== null} onClose={() => setCard(null)} title={words.card.title}>
        {card && <MemberDetails id={card} onWrite={() => void write(card)} onMember={setCard} />}
      </Drawer>
    </>
  );
}
