import type { MemberBrief } from '../../../../contract/src/directory.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Tag } from '../../ui/bits.tsx';
import { useDirectoryWords } from './words.ts';

/** One colleague in a list. */
export function MemberRow({
  member,
  departmentId,
  onOpen,
}: {
  member: MemberBrief;
  /** where the list stands: the member is a leader here */
  departmentId?: string | undefined;
  onOpen: () => void;
}) {
  const words = useDirectoryWords();
  const leads = member.departments.some((d) => d.leader && (!departmentId || d.id === departmentId));
  const places = departmentId ? [] : member.departments.map((d) => d.name);
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex w-full items-center gap-3 rounded-chip px-3 py-2 text-left hover:bg-hover"
    >
      <Avatar id={member.id} name={member.name} src={member.avatar} size={36} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate text-body">{member.name}</span>
          {leads && <Tag tone="accent">{words.leader}</Tag>}
          {member.status === 'invited' && <Tag>{words.statuses.invited}</Tag>}
        </span>
        <span className="block truncate text-small text-text-3">
          {[...places, member.position, member.alias].filter(Boolean).join(' · ')}
        </span>
      </span>
    </button>
  );
}
