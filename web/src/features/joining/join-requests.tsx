import { useState } from 'react';
import { UserPlus } from 'lucide-react';
import type { JoinRequest } from '../../../../contract/src/joining.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useJoiningWords } from './words.ts';

/** Who asks to join; those waiting first. */
export function JoinRequests({ loaded }: { loaded: Loaded<{ requests: JoinRequest[] }> }) {
  const words = useJoiningWords();
  const [deciding, setDeciding] = useState<string | null>(null);
  const decide = async (request: JoinRequest, approve: boolean) => {
    setDeciding(request.id);
    try {
      await api.joining.decideJoinRequest({ requestId: request.id, approve });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setDeciding(null);
    }
  };
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  if (!loaded.data) return <RowsSkeleton rows={3} />;
  if (loaded.data.requests.length === 0) return <Empty icon={<UserPlus />} title={words.noRequests} />;
  return (
    <ul className="mx-auto min-h-0 w-full max-w-180 flex-1 overflow-y-auto p-5">
      {loaded.data.requests.map((r) => (
        <li key={r.id} className="flex flex-wrap items-center gap-3 border-b border-line py-2.5">
          <span className="min-w-44 flex-1">
            <span className="flex items-center gap-2 text-body">
              {r.name}
              {r.state !== 'waiting' && (
                <Tag tone={r.state === 'approved' ? 'accent' : 'plain'}>{words.states[r.state]}</Tag>
              )}
            </span>
            <span className="block text-small text-text-3">
              {[r.mobile, r.email, r.departmentNames.join(' / '), fullTime(Date.parse(r.askedAt))]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {r.state === 'waiting' && (
            <>
              <Button busy={deciding === r.id} onClick={() => void decide(r, false)}>
                {words.refuse}
              </Button>
              <Button look="solid" busy={deciding === r.id} onClick={() => void decide(r, true)}>
                {words.approve}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
