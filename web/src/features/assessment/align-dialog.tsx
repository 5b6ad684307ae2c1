import { useState } from 'react';
import type { ObjectiveId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { Name } from './person.tsx';
import type { Card } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

/** What an objective serves: those of others that run at the same time. */
export function AlignDialog({
  card,
  onClose,
  onSaved,
}: {
  card: Card;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useAssessmentWords();
  const [chosen, setChosen] = useState<ReadonlySet<ObjectiveId>>(() => new Set(card.serves.map((o) => o.id)));
  const loaded = useLoaded(`align ${card.id}`, (signal) =>
    api.objectives.listObjectives({ box: 'all', on: card.from }, { signal }),
  );
  const save = async () => {
    try {
      await api.objectives.alignObjective({ objectiveId: card.id, serves: [...chosen] });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const flip = (id: ObjectiveId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.align}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" disabled={chosen.size > 10} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <Waiting loaded={loaded}>
        {({ objectives }) => (
          <ul className="flex flex-col gap-2">
            {objectives
              .filter((o) => o.id !== card.id)
              .map((o) => (
                <li key={o.id}>
                  <Checkbox checked={chosen.has(o.id)} onChecked={(on) => flip(o.id, on)}>
                    {o.title}{' '}
                    <span className="text-text-3">
                      <Name id={o.ownerId} />
                    </span>
                  </Checkbox>
                </li>
              ))}
          </ul>
        )}
      </Waiting>
    </Dialog>
  );
}
