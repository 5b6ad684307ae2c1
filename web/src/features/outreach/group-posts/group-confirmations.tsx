import { useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { groupPosts } from '../../../../../contract/src/group-posts.ts';
import type { ChatId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime } from '../../../lib/format.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Contents } from '../contents.tsx';
import { GroupChoice } from './group-choice.tsx';
import { useGroupPostWords } from './words.ts';

type Waiting = OutputOf<typeof groupPosts.listGroupConfirmations>['waiting'][number];

/** Broadcasts of others that appear in my groups once I say so, group by group. */
export function GroupConfirmations() {
  const words = useGroupPostWords();
  const loaded = useLoaded('group-confirmations', () => api.groupPosts.listGroupConfirmations({}));
  if (!loaded.data?.waiting.length) return null;
  return (
    <section aria-label={words.waiting} className="flex flex-col gap-3">
      <h2 className="text-dense font-medium text-text-2">{words.waiting}</h2>
      {loaded.data.waiting.map((waiting) => (
        <One key={waiting.postId} waiting={waiting} onDone={loaded.reload} />
      ))}
    </section>
  );
}

function One({ waiting, onDone }: { waiting: Waiting; onDone: () => void }) {
  const words = useGroupPostWords();
  const [chosen, setChosen] = useState<ReadonlySet<ChatId>>(new Set());
  const send = async () => {
    try {
      const { confirmed } = await api.groupPosts.confirmGroupPost({
        postId: waiting.postId,
        chatIds: [...chosen],
      });
      toast(words.confirmed(confirmed), { tone: 'ok' });
      setChosen(new Set());
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="flex flex-col gap-3 rounded-box border border-line p-4">
      <div>
        <p className="font-medium">{waiting.name}</p>
        <p className="text-small text-text-3">{words.until(fullTime(Date.parse(waiting.expiresAt)))}</p>
      </div>
      <Contents contents={waiting.contents} />
      <GroupChoice groups={waiting.groups} chosen={chosen} onChosen={setChosen} label={words.selectAll} />
      <Button look="solid" className="self-start" disabled={chosen.size === 0} onClick={() => void send()}>
        {words.confirmSend(chosen.size)}
      </Button>
    </div>
  );
}
