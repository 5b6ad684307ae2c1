import { useCallback, useEffect, useRef, useState } from 'react';
import { EllipsisVertical, FileUp, FolderTree, UserPlus } from 'lucide-react';
import { Link, useSearchParams } from 'wouter';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { SearchInput, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { DepartmentPicker } from './department-picker.tsx';
import { administeredDepartments, DepartmentTree } from './department-tree.tsx';
import { openDepartmentMenu } from './department-menu.tsx';
import { DepartmentEditor } from './department-editor.tsx';
import type { Proof } from './invite-dialog.tsx';
import { MemberEditor } from './member-editor.tsx';
import { useDirectoryWords } from './words.ts';

type Status = MemberRecord['status'];
const statuses: Status[] = ['active', 'invited', 'disabled', 'left'];

/** Departments at the left, their members as a table at the right; everything an administrator does to them starts here. */
export function MembersAdmin({ proof }: { proof: Proof }) {
  const words = useDirectoryWords();
  const desk = useDesk();
  const [search] = useSearchParams();
  const [department, setDepartment] = useState<DepartmentNode | null>(null);
  const [version, setVersion] = useState(0);
  const [query, setQuery] = useState('');
  const [status, setStatus] = useState<Status | ''>('');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<MemberRecord | 'new' | null>(null);
  const [open, setOpen] = useState<'tree' | 'move' | null>(null);
  const [editor, setEditor] = useState<{ what: 'new' | 'change'; department: DepartmentNode } | null>(null);
  const list = useMemberPages(
    { departmentId: department?.id, q: query.trim(), status, tagId: search.get('tag') ?? undefined },
    version,
  );
  const changed = useCallback(() => {
    setVersion((v) => v + 1);
    setMarked(new Set());
  }, []);

  const move = async (to: { id: DepartmentNode['id'] }) => {
    setOpen(null);
    try {
      await api.directoryAdmin.moveMembers({ memberIds: [...marked] as MemberRecord['id'][], to: to.id });
      toast(words.saved, { tone: 'ok' });
      changed();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const tree = (
    <DepartmentTree
      load={administeredDepartments}
      selected={department?.id ?? null}
      onSelect={(d) => {
        setDepartment(d);
        setMarked(new Set());
        setOpen(null);
      }}
      onTop={(top) => setDepartment((now) => now ?? top)}
      version={version}
    />
  );
  return (
    <div className="flex min-h-0 flex-1">
      {desk && <div className="pane w-60 shrink-0 border-r border-line">{tree}</div>}
      <section aria-label={department?.name ?? words.people} className="pane flex-1">
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          {!desk && (
            <IconButton label={words.admin.showTree} onClick={() => setOpen('tree')}>
              <FolderTree aria-hidden className="size-5" />
            </IconButton>
          )}
          <h2 className="max-w-48 truncate text-body font-medium">{department?.name}</h2>
          {department && (
            <IconButton
              label={words.admin.departmentMenu}
              onClick={(e) =>
                openDepartmentMenu(e.currentTarget, department, words, {
                  onEdit: (what) => setEditor({ what, department }),
                  onChanged: () => {
                    setDepartment(null);
                    changed();
                  },
                })
              }
            >
              <EllipsisVertical aria-hidden className="size-4" />
            </IconButton>
          )}
          <SearchInput
            value={query}
            onValue={setQuery}
            label={words.searchMembers}
            className="min-w-40 flex-1"
          />
          <Select
            aria-label={words.admin.status}
            value={status}
            onChange={(e) => setStatus(e.target.value as Status | '')}
            options={[
              { value: '', label: words.admin.anyStatus },
              ...statuses.map((s) => ({ value: s, label: words.statuses[s] })),
            ]}
          />
          {marked.size > 0 ? (
            <>
              <span className="tabular text-dense text-text-2">{words.admin.marked(marked.size)}</span>
              <Button onClick={() => setOpen('move')}>{words.admin.move}</Button>
            </>
          ) : (
            <>
              <Link
                href="/admin/import"
                className="tap inline-flex h-9 items-center gap-1.5 rounded-[8px] bg-raised px-3.5 font-medium ring-1 ring-line ring-inset hover:bg-hover"
              >
                <FileUp aria-hidden className="size-4" />
                {words.admin.importMembers}
              </Link>
              <Button
                look="solid"
                icon={<UserPlus aria-hidden className="size-4" />}
                onClick={() => setEditing('new')}
              >
                {words.admin.addMember}
              </Button>
            </>
          )}
        </div>
        <DataTable
          label={words.people}
          columns={columnsOf(words)}
          rows={list.rows}
          rowKey={(m) => m.id}
          rowName={(m) => m.name}
          loading={list.busy}
          onOpen={setEditing}
          marked={marked}
          onMarked={setMarked}
          onEnd={list.more}
          empty={<p className="p-8 text-dense text-text-3">{words.admin.noMembers}</p>}
        />
      </section>
      <Drawer open={open === 'tree'} onClose={() => setOpen(null)} title={words.admin.showTree}>
        {open === 'tree' && tree}
      </Drawer>
      {open === 'move' && (
        <DepartmentPicker
          open
          title={words.admin.moveTo}
          onClose={() => setOpen(null)}
          onPick={(to) => void move(to)}
        />
      )}
      {editor && (
        <DepartmentEditor
          {...editor}
          onClose={() => setEditor(null)}
          onSaved={(name) => {
            if (editor.what === 'change') setDepartment({ ...editor.department, name });
            setEditor(null);
            changed();
          }}
        />
      )}
      {editing && (
        <MemberEditor
          key={editing === 'new' ? 'new' : editing.id}
          member={editing === 'new' ? null : editing}
          into={department}
          proof={proof}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            changed();
          }}
        />
      )}
    </div>
  );
}

function columnsOf(words: ReturnType<typeof useDirectoryWords>): Column<MemberRecord>[] {
  return [
    {
      id: 'name',
      title: words.admin.name,
      width: 'minmax(180px, 1.4fr)',
      cell: (m) => (
        <span className="flex items-center gap-2">
          <Avatar id={m.id} name={m.name} src={m.avatar} size={24} />
          <span className="truncate">{m.name}</span>
          {m.hidden && <Tag tone="warn">{words.admin.hidden}</Tag>}
        </span>
      ),
    },
    { id: 'userid', title: words.card.userid, width: 'minmax(110px, 1fr)', cell: (m) => m.userid },
    {
      id: 'departments',
      title: words.card.departments,
      width: 'minmax(140px, 1.2fr)',
      cell: (m) => m.departments.map((d) => d.name).join('、'),
    },
    { id: 'position', title: words.card.position, width: 'minmax(100px, 1fr)', cell: (m) => m.position },
    { id: 'mobile', title: words.card.mobile, width: '130px', cell: (m) => m.mobile ?? '' },
    { id: 'email', title: words.card.email, width: 'minmax(160px, 1.2fr)', cell: (m) => m.email ?? '' },
    {
      id: 'status',
      title: words.admin.status,
      width: '96px',
      cell: (m) => (
        <Tag tone={m.status === 'active' ? 'accent' : m.status === 'invited' ? 'plain' : 'danger'}>
          {words.statuses[m.status]}
        </Tag>
      ),
    },
  ];
}

interface Asked {
  departmentId: DepartmentNode['id'] | undefined;
  q: string;
  status: Status | '';
  tagId: string | undefined;
}

/** The table's rows, page by page; a change of what is asked begins anew. */
function useMemberPages(asked: Asked, version: number) {
  const key = JSON.stringify([asked, version]);
  const [pages, setPages] = useState<{ key: string; rows: MemberRecord[]; next: string | null }>({
    key: '',
    rows: [],
    next: null,
  });
  const asking = useRef('');
  const latest = useRef({ asked, pages });
  useEffect(() => {
    latest.current = { asked, pages };
  });
  const ask = useCallback(async (forKey: string, after: string | null) => {
    const { q, status, departmentId, tagId } = latest.current.asked;
    const ticket = `${forKey} ${after ?? ''}`;
    if (asking.current === ticket) return;
    asking.current = ticket;
    try {
      const page = await api.directoryAdmin.adminMembers({
        below: true,
        limit: 100,
        ...(departmentId ? { departmentId } : {}),
        ...(q ? { q } : {}),
        ...(status ? { status } : {}),
        ...(tagId ? { tagId: tagId as `tag_${string}` } : {}),
        ...(after ? { after } : {}),
      });
      if (asking.current !== ticket) return;
      setPages((p) => ({
        key: forKey,
        rows: after ? [...p.rows, ...page.members] : page.members,
        next: page.next,
      }));
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      if (asking.current === ticket) asking.current = '';
    }
  }, []);
  useEffect(() => {
    // Typing settles first; everything else is asked at once.
    const timer = setTimeout(() => void ask(key, null), latest.current.asked.q ? 150 : 0);
    return () => clearTimeout(timer);
  }, [key, ask]);
  const more = useCallback(() => {
    const { key: shown, next } = latest.current.pages;
    if (next) void ask(shown, next);
  }, [ask]);
  return { rows: pages.rows, busy: pages.key !== key, more };
}
