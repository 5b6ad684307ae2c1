import { ArrowLeft, Target } from 'lucide-react';
import { Link } from 'wouter';
import type { AssessmentCycleId, ObjectiveId, ReviewId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar } from '../../ui/bits.tsx';
import type { MemberPickerProps } from '../../ui/member-picker.tsx';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { FormList } from './form-list.tsx';
import { MyResult } from './my-result.tsx';
import { ObjectiveCard } from './objective-card.tsx';
import { ObjectiveList } from './objective-list.tsx';
import { ResultList } from './result-list.tsx';
import { ReviewForm } from './review-form.tsx';
import { type View, views } from './shapes.ts';
import { TeamList } from './team-list.tsx';
import { useAssessmentWords } from './words.ts';

/** Forms to fill in, my results, those I lead, and what people want to reach, beside the one that is open. */
export function AssessmentCenter({
  view: wanted,
  id,
  onGo,
  findMembers,
}: {
  view: string | undefined;
  id: string | undefined;
  onGo: (to: string) => void;
  findMembers: MemberPickerProps['find'];
}) {
  const words = useAssessmentWords();
  const desk = useDesk();
  const view: View = views.find((v) => v === wanted) ?? 'forms';
  const forms = useLoaded('forms', async (signal) => {
    const { reviews } = await api.assessment.listReviews({}, { signal });
    wantPeople(reviews.map((r) => r.revieweeId));
    return reviews;
  });
  const todo = forms.data?.filter((r) => r.open && r.state !== 'submitted').length;
  const list = (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <Tabs
        label={words.title}
        value={view}
        onValue={(next) => onGo(`/assessment/${next}`)}
        tabs={views.map((of) => ({
          id: of,
          label: words.views[of],
          ...(of === 'forms' && todo ? { count: todo } : {}),
        }))}
      >
        {view === 'forms' ? (
          <FormList forms={forms} chosen={id} />
        ) : view === 'results' ? (
          <ResultList chosen={id} />
        ) : view === 'team' ? (
          <TeamList findMembers={findMembers} />
        ) : (
          <ObjectiveList chosen={id} onMade={(made) => onGo(`/assessment/objectives/${made}`)} />
        )}
      </Tabs>
    </>
  );
  const detail = id ? (
    <>
      {!desk && (
        <PaneBar>
          <Link
            href={`/assessment/${view}`}
            className="-ml-2 rounded-chip"
            aria-label={words.back}
            data-tip={words.back}
          >
            <span className="tap inline-flex size-8 items-center justify-center text-text-2">
              <ArrowLeft aria-hidden className="size-5" />
            </span>
          </Link>
          <h1 className="text-[15px] font-medium">{words.title}</h1>
        </PaneBar>
      )}
      {view === 'results' ? (
        <MyResult key={id} cycleId={id as AssessmentCycleId} onGo={onGo} />
      ) : view === 'objectives' ? (
        <ObjectiveCard
          key={id}
          objectiveId={id as ObjectiveId}
          onGone={() => onGo('/assessment/objectives')}
        />
      ) : (
        <ReviewForm key={id} reviewId={id as ReviewId} onChanged={forms.reload} />
      )}
    </>
  ) : (
    <Empty icon={<Target />} title={words.choose} />
  );
  return <ListAndDetail list={list} detail={detail} chosen={id !== undefined} />;
}
