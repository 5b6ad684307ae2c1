import { useEffect, useRef, useState } from 'react';
import { Users } from 'lucide-react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { DepartmentNode, MemberBrief } from '../../../../contract/src/directory.ts';
import { api, failureText } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { MemberRow } from './member-row.tsx';
import { useDirectoryWords } from './words.ts';

interface Pages {
  members: MemberBrief[];
  /** where the next page begins; null: this was the last, undefined: nothing is here yet */
  next: string | null | undefined;
  error: unknown;
}

/** The colleagues of a department, fetched page by page as they scroll into view. Key it by what it shows. */
export function DepartmentMembers({
  departmentId,
  below,
  onOpen,
}: {
  departmentId: DepartmentNode['id'];
  below: boolean;
  onOpen: (member: MemberBrief) => void;
}) {
  const words = useDirectoryWords();
  const [pages, setPages] = useState<Pages>({ members: [], next: undefined, error: null });
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const asking = useRef(false);

  const more = async (after: string | undefined, still: () => boolean) => {
    if (asking.current) return;
    asking.current = true;
    try {
      const page = await api.directory.listDepartmentMembers({
        departmentId,
        below,
        limit: 100,
        ...(after ? { after } : {}),
      });
      learnPeople(page.members);
      if (still())
        setPages((p) => ({
          members: after ? [...p.members, ...page.members] : page.members,
          next: page.next,
          error: null,
        }));
    } catch (error) {
      if (still()) setPages((p) => ({ ...p, error }));
    } finally {
      asking.current = false;
    }
  };
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  useEffect(() => {
    let gone = false;
    void latest.current(undefined, () => !gone);
    return () => {
      gone = true;
    };
  }, []);

  if (pages.error)
    return (
      <Empty
        title={failureText(pages.error)}
        action={<Button onClick={() => void more(undefined, () => true)}>{words.retry}</Button>}
      />
    );
  if (pages.next === undefined) return <RowsSkeleton />;
  if (pages.members.length === 0)
    return <Empty icon={<Users />} title={words.nobody} text={words.nobodyText} />;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto p-2">
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        startMargin={8}
        onScroll={() => {
          const handle = list.current;
          if (!handle || !pages.next) return;
          const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize);
          if (last >= pages.members.length - 20) void more(pages.next, () => true);
        }}
      >
        {pages.members.map((m) => (
          <MemberRow
            key={m.id}
            member={m}
            departmentId={below ? undefined : departmentId}
            onOpen={() => onOpen(m)}
          />
        ))}
      </Virtualizer>
    </div>
  );
}
