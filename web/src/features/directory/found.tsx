import { Building2, SearchX } from 'lucide-react';
import type { DepartmentNode, MemberBrief } from '../../../../contract/src/directory.ts';
import { api } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { useSearch } from '../../ui/use-search.ts';
import { MemberRow } from './member-row.tsx';
import { useDirectoryWords } from './words.ts';

type Hit =
  | { kind: 'member'; member: MemberBrief }
  | { kind: 'department'; id: DepartmentNode['id']; name: string; names: string[] };

/** What the words in the search box find: colleagues first, then departments. */
export function Found({
  query,
  onMember,
  onDepartment,
}: {
  query: string;
  onMember: (member: MemberBrief) => void;
  onDepartment: (department: { id: DepartmentNode['id']; name: string }) => void;
}) {
  const words = useDirectoryWords();
  const { items, busy } = useSearch<Hit>(query, async (q, signal) => {
    if (!q) return [];
    const [{ members }, { departments }] = await Promise.all([
      api.directory.searchMembers({ q, limit: 50 }, { signal }),
      api.directory.searchDepartments({ q, limit: 10 }, { signal }),
    ]);
    learnPeople(members);
    return [
      ...members.map((member) => ({ kind: 'member' as const, member })),
      ...departments.map((d) => ({ kind: 'department' as const, ...d })),
    ];
  });
  if (items.length === 0)
    return busy ? <RowsSkeleton rows={5} /> : <Empty icon={<SearchX />} title={words.nothingFound(query)} />;
  return (
    <ul aria-label={words.people} className="min-h-0 flex-1 overflow-y-auto p-2">
      {items.map((hit) => (
        <li key={hit.kind === 'member' ? hit.member.id : hit.id}>
          {hit.kind === 'member' ? (
            <MemberRow member={hit.member} onOpen={() => onMember(hit.member)} />
          ) : (
            <button
              type="button"
              onClick={() => onDepartment(hit)}
              className="flex w-full items-center gap-3 rounded-chip px-3 py-2 text-left hover:bg-hover"
            >
              <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-chip bg-hover text-text-2">
                <Building2 aria-hidden className="size-4.5" />
              </span>
              <span className="min-w-0">
                <span className="block truncate text-body">{hit.name}</span>
                <span className="block truncate text-small text-text-3">{hit.names.join(' / ')}</span>
              </span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
