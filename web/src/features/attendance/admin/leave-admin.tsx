import { Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { attendanceLeave, LeaveType } from '../../../../../contract/src/attendance-leave.ts';
import type { MemberBrief } from '../../../../../contract/src/directory.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/input.tsx';
import { confirm, openMenu, toast } from '../../../ui/overlays.ts';
import { daysOf } from '../format-time.ts';
import { CorrectionDialog, GrantDialog, LeaveTypeDialog, RecordDialog } from './leave-dialogs.tsx';
import { PageBody } from './page-body.tsx';
import { useAttendanceAdminWords } from './words.ts';

type Balances = OutputOf<typeof attendanceLeave.listBalances>;
type Asked = { what: 'type' } | { what: 'grant' | 'record' | 'correct'; member: MemberBrief };

/** Kinds of leave, and everybody's balance. */
export function LeaveAdmin() {
  const all = useAttendanceAdminWords();
  const words = all.leave;
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const q = query.trim();
  const loaded = useLoaded(`leave ${q}`, (signal) =>
    api.attendanceLeave.listBalances(q ? { q } : {}, { signal }),
  );
  const remove = async (type: LeaveType) => {
    const yes = await confirm({
      title: words.removeSure(type.name),
      text: words.removeText,
      action: all.remove,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.attendanceLeave.removeLeaveType({ typeId: type.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const done = () => {
    setAsked(null);
    toast(words.granted, { tone: 'ok' });
    loaded.reload();
  };
  return (
    <PageBody intro={words.intro} loaded={loaded}>
      {(data) => (
        <>
          <section aria-labelledby="leave-types" className="flex flex-col gap-1">
            <div className="flex items-center justify-between">
              <h2 id="leave-types" className="text-body font-medium">
                {words.types}
              </h2>
              <Button
                size="small"
                look="solid"
                icon={<Plus aria-hidden className="size-3.5" />}
                onClick={() => setAsked({ what: 'type' })}
              >
                {words.addType}
              </Button>
            </div>
            {data.types.length === 0 && <p className="text-dense text-text-3">{words.noTypes}</p>}
            <ul>
              {data.types.map((t) => (
                <li key={t.id} className="flex items-center gap-2 border-b border-line py-2">
                  <span className="flex-1 text-body">{t.name}</span>
                  <Tag>{words.units[t.unit]}</Tag>
                  <Tag tone={t.balanced ? 'accent' : 'plain'}>
                    {t.balanced ? words.limited : words.unlimited}
                  </Tag>
                  <IconButton label={`${all.remove} ${t.name}`} onClick={() => void remove(t)}>
                    <Trash2 aria-hidden className="size-4" />
                  </IconButton>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="leave-people" className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h2 id="leave-people" className="text-body font-medium">
                {words.balances}
              </h2>
              <SearchInput label={words.search} value={query} onValue={setQuery} className="w-44" />
            </div>
            <ul>
              {data.people.map((p) => (
                <li key={p.member.id} className="flex items-center gap-3 border-b border-line py-2">
                  <Avatar id={p.member.id} name={p.member.name} src={p.member.avatar} size={28} />
                  <div className="min-w-0 flex-1">
                    <p className="truncate text-body">{p.member.name}</p>
                    <p className="tabular text-small text-text-3">{toldOf(data, p)}</p>
                  </div>
                  <IconButton
                    label={words.actions(p.member.name)}
                    onClick={(e) =>
                      openMenu({
                        at: e.currentTarget,
                        label: words.actions(p.member.name),
                        items: (['grant', 'record', 'correct'] as const).map((what) => ({
                          label: words[what],
                          onSelect: () => setAsked({ what, member: p.member }),
                        })),
                      })
                    }
                  >
                    <Ellipsis aria-hidden className="size-4" />
                  </IconButton>
                </li>
              ))}
            </ul>
          </section>
          {asked?.what === 'type' && <LeaveTypeDialog onClose={() => setAsked(null)} onDone={done} />}
          {asked?.what === 'grant' && (
            <GrantDialog
              types={data.types}
              member={asked.member}
              onClose={() => setAsked(null)}
              onDone={done}
            />
          )}
          {asked?.what === 'record' && (
            <RecordDialog
              types={data.types}
              member={asked.member}
              onClose={() => setAsked(null)}
              onDone={done}
            />
          )}
          {asked?.what === 'correct' && (
            <CorrectionDialog member={asked.member} onClose={() => setAsked(null)} onDone={done} />
          )}
        </>
      )}
    </PageBody>
  );
}

function toldOf({ types }: Balances, person: Balances['people'][number]): string {
  return types
    .filter((t) => t.balanced)
    .map((t) => {
      const balance = person.balances.find((b) => b.typeId === t.id);
      return `${t.name} ${daysOf(balance?.available ?? 0, t.daySec)}`;
    })
    .join(' · ');
}
