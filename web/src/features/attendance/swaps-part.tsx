import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import type { MemberId, SwapId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { findColleagues } from '../../lib/find-colleagues.ts';
import { dayName } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

/** Exchanges of shifts: those I am asked for, and those I ask for. */
export function SwapsPart() {
  const all = useAttendanceWords();
  const words = all.leave;
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { data, reload } = useLoaded('swaps', (signal) => api.attendanceLeave.listSwaps({}, { signal }));
  const answer = async (swapId: SwapId, agree: boolean) => {
    try {
      await api.attendanceLeave.answerSwap({ swapId, agree });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      reload();
    }
  };
  return (
    <section aria-labelledby="leave-swaps">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h2 id="leave-swaps" className="text-dense font-medium text-text-2">
            {words.swaps}
          </h2>
          <p className="text-small text-text-3">{words.swapText}</p>
        </div>
        <Button
          size="small"
          icon={<ArrowLeftRight aria-hidden className="size-3.5" />}
          onClick={() => setAsking(true)}
        >
          {words.askSwap}
        </Button>
      </div>
      <ul>
        {data?.swaps.map((s) => (
          <li key={s.id} className="flex flex-wrap items-center gap-2 border-b border-line/70 py-2.5">
            <span className="min-w-0 flex-1 basis-56 text-dense">
              {words.swapLine(s.asker.name, dayName(s.askerDay), s.other.name, dayName(s.otherDay))}
            </span>
            <Tag tone={s.state === 'agreed' ? 'accent' : s.state === 'asked' ? 'info' : 'plain'}>
              {words.swapStates[s.state]}
            </Tag>
            {s.state === 'asked' && s.other.id === me.member.id && (
              <Button size="small" look="solid" onClick={() => void answer(s.id, true)}>
                {words.agree}
              </Button>
            )}
            {s.state === 'asked' && (
              <Button size="small" onClick={() => void answer(s.id, false)}>
                {s.other.id === me.member.id ? words.refuse : words.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asking && (
        <AskSwap
          onClose={() => setAsking(false)}
          onSent={() => {
            setAsking(false);
            reload();
          }}
        />
      )}
    </section>
  );
}

function AskSwap({ onClose, onSent }: { onClose: () => void; onSent: () => void }) {
  const all = useAttendanceWords();
  const words = all.leave;
  const [day, setDay] = useState('');
  const [otherDay, setOtherDay] = useState('');
  const [who, setWho] = useState<Person[]>([]);
  const other = who[0]?.id as MemberId | undefined;
  const send = async () => {
    if (!other) return;
    try {
      await api.attendanceLeave.askSwap({ day, otherId: other, otherDay });
      onSent();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.askSwap}
      footer={
        <>
          <Button onClick={onClose}>{all.cancel}</Button>
          <Button look="solid" disabled={!day || !otherDay || !other} onClick={() => void send()}>
            {words.send}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          <Field label={words.myDay}>
            <Input type="date" value={day} onChange={(e) => setDay(e.target.value)} />
          </Field>
          <Field label={words.theirDay}>
            <Input type="date" value={otherDay} onChange={(e) => setOtherDay(e.target.value)} />
          </Field>
        </div>
        <div className="pane h-64">
          <MemberPicker label={words.who} max={1} find={findColleagues} value={who} onValue={setWho} />
        </div>
      </div>
    </Dialog>
  );
}
