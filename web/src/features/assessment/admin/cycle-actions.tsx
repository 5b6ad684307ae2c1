import type { AdminCycle } from '../../../../../contract/src/assessment-admin.ts';
import { api, failureText } from '../../../lib/api.ts';
import { locale } from '../../../lib/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { useAssessmentWords } from '../words.ts';
import type { Open } from './cycles-admin.tsx';
import { useAssessmentAdminWords } from './words.ts';

/** What may be done with a cycle where it stands now. */
export function CycleActions({
  cycle: c,
  onOpen,
  onChanged,
}: {
  cycle: AdminCycle;
  onOpen: (open: Open) => void;
  onChanged: () => void;
}) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const during = async (run: () => Promise<unknown>) => {
    try {
      await run();
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const start = async () => {
    const asked = { title: words.startSure(c.name), text: words.startText, action: words.start };
    if (await confirm(asked)) await during(() => api.assessmentAdmin.startCycle({ cycleId: c.id }));
  };
  const remove = async () => {
    if (await confirm({ title: words.removeSure, action: words.remove, danger: true }))
      await during(() => api.assessmentAdmin.removeCycle({ cycleId: c.id }));
  };
  const advance = async () => {
    const { stage } = c;
    if (!stage) return;
    const asked = {
      title: words.advanceSure(common.stages[stage]),
      text: words.advanceText,
      action: words.advance,
    };
    if (await confirm(asked)) await during(() => api.assessmentAdmin.advanceCycle({ cycleId: c.id, stage }));
  };
  const remind = () =>
    during(async () => {
      const { people } = await api.assessmentAdmin.remindReviewers({ cycleId: c.id });
      toast(words.reminded(people), { tone: 'ok' });
    });
  const running = c.state === 'running';
  const asking = c.stage === 'self' || c.stage === 'peer' || c.stage === 'manager';
  const judged = c.stage === 'calibration' || c.stage === 'published' || c.stage === 'appeal';
  return (
    <span className="flex flex-wrap gap-2">
      {c.state === 'draft' && (
        <Button size="small" look="solid" onClick={() => void start()}>
          {words.start}
        </Button>
      )}
      {c.state !== 'draft' && (
        <Button size="small" onClick={() => onOpen({ what: 'progress', cycle: c })}>
          {words.progress}
        </Button>
      )}
      {judged && (
        <Button size="small" onClick={() => onOpen({ what: 'calibration', cycle: c })}>
          {words.calibration}
        </Button>
      )}
      {(c.stage === 'published' || c.stage === 'appeal' || c.state === 'closed') && (
        <a
          href={`/api/admin/assessment/cycles/${c.id}/results/export?locale=${locale()}`}
          download
          className="inline-flex items-center rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
        >
          {words.export}
        </a>
      )}
      {running && asking && (
        <Button size="small" onClick={() => void remind()}>
          {words.remind}
        </Button>
      )}
      {running && c.stage !== 'calibration' && (
        <Button size="small" onClick={() => void advance()}>
          {words.advance}
        </Button>
      )}
      {c.state !== 'closed' && (
        <Button size="small" look="plain" onClick={() => onOpen({ what: 'plan', cycle: c })}>
          {words.change}
        </Button>
      )}
      {c.state === 'draft' && (
        <Button size="small" look="plain" onClick={() => void remove()}>
          {words.remove}
        </Button>
      )}
    </span>
  );
}
