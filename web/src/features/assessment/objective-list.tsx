import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { Line } from './line.tsx';
import { ObjectiveDialog } from './objective-dialog.tsx';
import { Name } from './person.tsx';
import { today } from './today.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

const boxes = ['mine', 'department', 'all'] as const;

/** Objectives whose time holds today. */
export function ObjectiveList({
  chosen,
  onMade,
}: {
  chosen: string | undefined;
  onMade: (id: string) => void;
}) {
  const words = useAssessmentWords();
  const [box, setBox] = useState<(typeof boxes)[number]>('mine');
  const [making, setMaking] = useState(false);
  const loaded = useLoaded(`objectives ${box} ${chosen ?? ''}`, async (signal) => {
    const { objectives } = await api.objectives.listObjectives({ box, on: today() }, { signal });
    wantPeople(objectives.map((o) => o.ownerId));
    return objectives;
  });
  const make = (
    <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => setMaking(true)}>
      {words.newObjective}
    </Button>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
      <div className="flex flex-wrap items-center justify-between gap-2 p-2">
        <Choice
          label={words.views.objectives}
          value={box}
          onValue={setBox}
          options={boxes.map((id) => ({ value: id, label: words.boxes[id] }))}
        />
        {(loaded.data?.length ?? 0) > 0 && make}
      </div>
      <Waiting loaded={loaded}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={<Target />} title={words.noObjectives} text={words.noObjectivesText} action={make} />
          ) : (
            <ul aria-label={words.views.objectives}>
              {list.map((o) => (
                <Line
                  key={o.id}
                  to={`/assessment/objectives/${o.id}`}
                  chosen={o.id === chosen}
                  title={o.title}
                  tag={<Tag tone={o.progress === 100 ? 'accent' : 'plain'}>{o.progress}%</Tag>}
                  below={
                    <>
                      <Name id={o.ownerId} /> · {o.from} – {o.to}
                    </>
                  }
                />
              ))}
            </ul>
          )
        }
      </Waiting>
      {making && (
        <ObjectiveDialog
          onClose={() => setMaking(false)}
          onSaved={(made) => {
            setMaking(false);
            loaded.reload();
            onMade(made.id);
          }}
        />
      )}
    </div>
  );
}
