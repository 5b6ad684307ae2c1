import { Users } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { nameOf, wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { said } from '../../ui/form/label-of.ts';
import { MemberPicker, type MemberPickerProps } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { Name } from './person.tsx';
import { points, type TeamLine } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

/** Those I lead: my form about each, whom to ask beside me, and the result once it is published. */
export function TeamList({ findMembers }: { findMembers: MemberPickerProps['find'] }) {
  const words = useAssessmentWords();
  const [choosing, setChoosing] = useState<TeamLine | null>(null);
  const loaded = useLoaded('team', async (signal) => {
    const { lines } = await api.assessment.listMyTeam({}, { signal });
    wantPeople(lines.flatMap((l) => [l.revieweeId, ...l.peers]));
    return lines;
  });
  return (
    <Waiting loaded={loaded}>
      {(lines) =>
        lines.length === 0 ? (
          <Empty icon={<Users />} title={words.noTeam} />
        ) : (
          <ul aria-label={words.views.team} className="min-h-0 flex-1 overflow-y-auto p-3">
            {lines.map((l) => (
              <li
                key={l.reviewId}
                className="flex flex-col gap-1.5 border-b border-line py-2.5 last:border-b-0"
              >
                <span className="flex items-center gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">
                    <Name id={l.revieweeId} />
                  </span>
                  {l.result ? (
                    <Tag tone="accent">
                      {points(l.result.score)} · {l.result.gradeName}
                    </Tag>
                  ) : (
                    <Tag tone={l.state === 'submitted' ? 'accent' : 'plain'}>{words.states[l.state]}</Tag>
                  )}
                </span>
                <span className="text-small text-text-2">
                  {[
                    said(l.cycle.name, l.cycle.en),
                    words.stages[l.stage],
                    l.self && words.selfState(words.states[l.self]),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="text-small text-text-3">
                  {l.peers.length
                    ? words.peersOf(l.peers.map((id) => nameOf(id, '…')).join('、'))
                    : words.noPeers}
                </span>
                <span className="flex flex-wrap gap-2">
                  {l.stage === 'manager' && (
                    <Link
                      href={`/assessment/forms/${l.reviewId}`}
                      className="rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
                    >
                      {words.fill}
                    </Link>
                  )}
                  {l.mayChoosePeers && (
                    <Button size="small" onClick={() => setChoosing(l)}>
                      {words.choosePeers}
                    </Button>
                  )}
                </span>
              </li>
            ))}
            {choosing && (
              <Peers
                line={choosing}
                findMembers={findMembers}
                onClose={(saved) => {
                  setChoosing(null);
                  if (saved) loaded.reload();
                }}
              />
            )}
          </ul>
        )
      }
    </Waiting>
  );
}

function Peers({
  line,
  findMembers,
  onClose,
}: {
  line: TeamLine;
  findMembers: MemberPickerProps['find'];
  onClose: (saved: boolean) => void;
}) {
  const words = useAssessmentWords();
  const [peers, setPeers] = useState(() =>
    line.peers.map((id) => ({ id: id as string, name: nameOf(id, '…') })),
  );
  const save = async () => {
    try {
      await api.assessment.choosePeers({
        cycleId: line.cycle.id,
        memberId: line.revieweeId,
        peers: peers.map((p) => p.id as MemberId),
      });
      onClose(true);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={words.choosePeers}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{words.cancel}</Button>
          <Button look="solid" onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <MemberPicker
        label={words.choosePeers}
        find={findMembers}
        value={peers}
        onValue={(next) => setPeers(next.map(({ id, name }) => ({ id, name })))}
        max={20}
        taken={new Set([line.revieweeId])}
      />
    </Dialog>
  );
}
