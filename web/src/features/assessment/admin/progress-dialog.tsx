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
import { Waiting } from '../waiting.tsx';
import { useAssessmentWords } from '../words.ts';
import { useAssessmentAdminWords } from './words.ts';

/** Who has handed in and who has not. What anybody wrote is not to be seen here. */
export function ProgressDialog({ cycle, onClose }: { cycle: AdminCycle; onClose: () => void }) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [pages, setPages] = useState(1);
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
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={`${cycle.name} · ${words.progress}`}
      footer={<Button onClick={onClose}>{words.close}</Button>}
    >
      <Waiting loaded={loaded}>
        {({ lines, more }) => (
          <ul className="flex flex-col gap-3">
            {lines.map((l) => (
              <li key={l.member.id} className="flex flex-col gap-1">
                <span className="font-medium">
                  {l.member.name}
                  {!l.reviews.some((r) => r.relation === 'manager') && (
                    <Tag tone="warn">{words.noLeader}</Tag>
                  )}
                </span>
                <ul>
                  {l.reviews.map((r) => (
                    <li key={r.id} className="flex flex-wrap items-center gap-2 py-1 text-dense">
                      <span className="min-w-0 flex-1 truncate">
                        {common.relations[r.relation]} · <Name id={r.reviewerId} />
                      </span>
                      <Tag tone={r.state === 'submitted' ? 'accent' : 'plain'}>{common.states[r.state]}</Tag>
                      {cycle.state === 'running' && r.state !== 'submitted' && (
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
    </Dialog>
  );
}
