import { Ellipsis, Plus } from 'lucide-react';
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
import { CorrectionDialog, GrantDialog, RecordDialog } from './leave-dialogs.tsx';
import { LeaveTypeDialog } from './leave-type-dialog.tsx';
import { PageBody } from './page-body.tsx';
import type { AttendanceAdminWords } from './zh.ts';
import { useAttendanceAdminWords } from './words.ts';

type Balances = OutputOf<typeof attendanceLeave.listBalances>;
type Asked =
  | { what: 'type'; type: LeaveType | null }
  | { what: 'grant' | 'record' | 'correct'; member: MemberBrief };

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
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const remove = async (type: LeaveType) => {
    const yes = await confirm({
      title: words.removeSure(type.name),
      text: words.removeText,
      action: words.retire,
      danger: true,
    });
    if (!yes) return;
    await run(() => api.attendanceLeave.removeLeaveType({ typeId: type.id }));
  };
  const restore = (type: LeaveType) => run(() => api.attendanceLeave.restoreLeaveType({ typeId: type.id }));
  const done = () => {
    toast(asked?.what === 'type' ? all.saved : words.granted, { tone: 'ok' });
    setAsked(null);
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
                onClick={() => setAsked({ what: 'type', type: null })}
              >
                {words.addType}
              </Button>
            </div>
            {data.types.length === 0 && <p className="text-dense text-text-3">{words.noTypes}</p>}
            <ul>
              {data.types.map((t) => (
                <li key={t.id} className="flex items-center gap-2 border-b border-line py-2">
                  <div className="min-w-0 flex-1">
                    <p className={t.off ? 'text-body text-text-3' : 'text-body'}>{t.name}</p>
                    <p className="text-small text-text-3">{rulesOf(t, words)}</p>
                  </div>
                  {t.off && <Tag>{words.off}</Tag>}
                  <IconButton
                    label={words.actionsOn(t.name)}
                    onClick={(e) =>
                      openMenu({
                        at: e.currentTarget,
                        label: words.actionsOn(t.name),
                        items: [
                          { label: words.change, onSelect: () => setAsked({ what: 'type', type: t }) },
                          t.off
                            ? { label: words.restore, onSelect: () => void restore(t) }
                            : { label: words.retire, danger: true, onSelect: () => void remove(t) },
                        ],
                      })
                    }
                  >
                    <Ellipsis aria-hidden className="size-4" />
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
          {asked?.what === 'type' && (
            <LeaveTypeDialog type={asked.type} onClose={() => setAsked(null)} onDone={done} />
          )}
          {asked?.what === 'grant' && (
            <GrantDialog
              types={data.types.filter((t) => !t.off)}
              member={asked.member}
              onClose={() => setAsked(null)}
              onDone={done}
            />
          )}
          {asked?.what === 'record' && (
            <RecordDialog
              types={data.types.filter((t) => !t.off)}
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
    .filter((t) => t.balanced && (!t.off || person.balances.some((b) => b.typeId === t.id && b.available)))
    .map((t) => {
      const balance = person.balances.find((b) => b.typeId === t.id);
      return `${t.name} ${daysOf(balance?.available ?? 0, t.daySec)}`;
    })
    .join(' · ');
}

/** What holds for a kind of leave, in one line. */
function rulesOf(type: LeaveType, words: AttendanceAdminWords['leave']): string {
  const { yearly } = type;
  return [
    type.departments.map((d) => d.name).join(words.comma),
    words.units[type.unit],
    type.balanced ? words.limited : words.unlimited,
    yearly ? words.yearly.told(yearly.when, yearly.steps[0]!.days, yearly.steps.at(-1)!.days) : '',
    yearly?.carry ? words.yearly.carried(yearly.carry.days, yearly.carry.months) : '',
    type.timeOffMonths ? words.timeOffTold(type.timeOffMonths) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
