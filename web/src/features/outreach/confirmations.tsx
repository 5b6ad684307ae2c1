import { useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { CustomerId } from '../../../../contract/src/ids.ts';
import type { outreach } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { Contents } from './contents.tsx';
import { useOutreachWords } from './words.ts';

type Waiting = OutputOf<typeof outreach.listConfirmations>['confirmations'][number];

/** Broadcasts of others that leave in my name once I say so, customer by customer. */
export function Confirmations() {
  const words = useOutreachWords();
  const loaded = useLoaded('confirmations', () => api.outreach.listConfirmations({}));
  if (!loaded.data?.confirmations.length) return null;
  return (
    <section aria-label={words.confirmations} className="flex flex-col gap-3">
      <h2 className="text-dense font-medium text-text-2">{words.confirmations}</h2>
      {loaded.data.confirmations.map((waiting) => (
        <One key={waiting.broadcastId} waiting={waiting} onDone={loaded.reload} />
      ))}
    </section>
  );
}

function One({ waiting, onDone }: { waiting: Waiting; onDone: () => void }) {
  const words = useOutreachWords();
  const everybody = waiting.customers.map((c) => c.customerId);
  const [chosen, setChosen] = useState<ReadonlySet<CustomerId>>(
    waiting.pick ? new Set() : new Set(everybody),
  );
  const send = async () => {
    try {
      const { confirmed } = await api.outreach.confirmBroadcast({
        broadcastId: waiting.broadcastId,
        // Where nobody may choose, one name stands for all of them.
        customerIds: waiting.pick ? [...chosen] : everybody.slice(0, 1),
      });
      toast(words.confirmed(confirmed), { tone: 'ok' });
      setChosen(new Set());
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const flip = (id: CustomerId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div className="flex flex-col gap-3 rounded-box border border-line p-4">
      <div>
        <p className="font-medium">{waiting.name}</p>
        <p className="text-small text-text-3">{words.until(fullTime(Date.parse(waiting.expiresAt)))}</p>
      </div>
      <Contents contents={waiting.contents} />
      {!waiting.pick && <p className="text-small text-text-3">{words.allOrNobody}</p>}
      <Checkbox
        disabled={!waiting.pick}
        checked={chosen.size === everybody.length}
        mixed={chosen.size > 0}
        onChecked={(on) => setChosen(new Set(on ? everybody : []))}
      >
        {words.selectAll}
      </Checkbox>
      <ul className="flex max-h-60 flex-wrap gap-x-5 gap-y-2 overflow-y-auto">
        {waiting.customers.map((c) => (
          <li key={c.customerId}>
            <Checkbox
              disabled={!waiting.pick}
              checked={chosen.has(c.customerId)}
              onChecked={(on) => flip(c.customerId, on)}
            >
              {c.name}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button look="solid" className="self-start" disabled={chosen.size === 0} onClick={() => void send()}>
        {words.confirmSend(chosen.size)}
      </Button>
    </div>
  );
}
