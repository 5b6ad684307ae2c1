import { useState } from 'react';
import type { AdminCycle, ProgressLine } from '../../../../../contract/src/assessment-admin.ts';
import { api, failureText } from '../../../lib/api.ts';
import { wantPeople } from '../../../lib/people.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Name } from '../person.tsx';
import type { MemberPickerProps } from '../../../ui/member-picker.tsx';
import { Waiting } from '../waiting.tsx';
import { useAssessmentWords } from '../words.ts';
import { LeaderDialog, PeopleDialog } from './people-dialogs.tsx';
import { useAssessmentAdminWords } from './words.ts';

/** Who has handed in and who has not. What anybody wrote is not to be seen here. */
export function ProgressDialog({
  cycle,
  findMembers,
  onClose,
}: {
  cycle: AdminCycle;
  findMembers: MemberPickerProps['find'];
  onClose: () => void;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [pages, setPages] = useState(1);
  const [open, setOpen] = useState<
    { what: 'add' } | { what: 'remove' | 'leader'; line: ProgressLine } | null
  >(null);
  const loaded = useLoaded(`progress ${pages}`, async (signal) => {
    const lines: ProgressLine[] = [];
    let more = true;
    for (let n = 0; n < pages && more; n++) {
      const after = lines.at(-1)?.member.id;
      const page = await api.assessmentAdmin.getCycleProgress(
        { cycleId: cycle.id, ...(after ? { after } : {}) },
        { signal },
      );
      lines.push(...page.lines);
      more = page.more;
    }
    wantPeople(lines.flatMap((l) => l.reviews.map((r) => r.reviewerId)));
    return { lines, more };
  });
  const excuse = async (reviewId: ProgressLine['reviews'][number]['id'], excused: boolean) => {
    try {
      await api.assessmentAdmin.excuseReview({ reviewId, excused });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const changed = () => {
    setOpen(null);
    loaded.reload();
  };
  // From calibration on, who is assessed and by whom stands.
  const asking =
    cycle.state === 'running' &&
    (cycle.stage === 'self' || cycle.stage === 'peer' || cycle.stage === 'manager');
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={`${cycle.name} · ${words.progress}`}
      footer={
        <>
          {asking && <Button onClick={() => setOpen({ what: 'add' })}>{words.addPeople}</Button>}
          <Button onClick={onClose}>{words.close}</Button>
        </>
      }
    >
      <Waiting loaded={loaded}>
        {({ lines, more }) => (
          <ul className="flex flex-col gap-3">
            {lines.map((l) => (
              <li key={l.member.id} className="flex flex-col gap-1">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">{l.member.name}</span>
                  {!l.reviews.some((r) => r.relation === 'manager') && (
                    <Tag tone="warn">{words.noLeader}</Tag>
                  )}
                  {asking && (
                    <>
                      <Button
                        size="small"
                        aria-label={`${words.setLeader} ${l.member.name}`}
                        onClick={() => setOpen({ what: 'leader', line: l })}
                      >
                        {words.setLeader}
                      </Button>
                      <Button
                        size="small"
                        look="plain"
                        aria-label={`${words.takeOut} ${l.member.name}`}
                        onClick={() => setOpen({ what: 'remove', line: l })}
                      >
                        {words.takeOut}
                      </Button>
                    </>
                  )}
                </span>
                <ul>
                  {l.reviews.map((r) => (
                    <li key={r.id} className="flex flex-wrap items-center gap-2 py-1 text-dense">
                      <span className="min-w-0 flex-1 truncate">
                        {common.relations[r.relation]} · <Name id={r.reviewerId} />
                      </span>
                      <Tag tone={r.state === 'submitted' ? 'accent' : 'plain'}>{common.states[r.state]}</Tag>
                      {asking && r.state !== 'submitted' && (
                        <Button
                          size="small"
                          look="plain"
                          onClick={() => void excuse(r.id, r.state !== 'excused')}
                        >
                          {r.state === 'excused' ? words.restoreForm : words.excuse}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
            {more && (
              <Button className="self-center" onClick={() => setPages(pages + 1)}>
                {words.more}
              </Button>
            )}
          </ul>
        )}
      </Waiting>
      {open?.what === 'leader' && (
        <LeaderDialog
          cycle={cycle}
          line={open.line}
          findMembers={findMembers}
          onClose={() => setOpen(null)}
          onSaved={changed}
        />
      )}
      {(open?.what === 'add' || open?.what === 'remove') && (
        <PeopleDialog
          cycle={cycle}
          out={open.what === 'remove' ? open.line : null}
          findMembers={findMembers}
          onClose={() => setOpen(null)}
          onSaved={changed}
        />
      )}
    </Dialog>
  );
}
