import { useState } from 'react';
import type { desk } from '../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { DeskSession } from '../../../../contract/src/desk-shapes.ts';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useDeskWords } from './words.ts';

type MyDesk = OutputOf<typeof desk.listMyDesks>['desks'][number];
const QUEUE = 'queue';

export function TransferDialog({
  session,
  at,
  onClose,
  onDone,
}: {
  session: DeskSession;
  at: MyDesk;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useDeskWords();
  const others = at.colleagues.filter((c) => c.memberId !== session.memberId);
  const [to, setTo] = useState<string>(others.find((c) => c.onDuty)?.memberId ?? QUEUE);
  const [skill, setSkill] = useState('');
  const [note, setNote] = useState('');
  const send = async () => {
    try {
      await api.desk.transferDeskSession({
        sessionId: session.id,
        note,
        ...(to === QUEUE ? { skill } : { memberId: to as MemberId }),
      });
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.transfer}
      footer={
        <Button look="solid" onClick={() => void send()}>
          {words.transfer}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.toColleague}>
          <Select
            value={to}
            onChange={(e) => setTo(e.target.value)}
            options={[
              ...others.map((c) => ({
                value: c.memberId,
                label: [c.name, ...c.skills, c.onDuty ? '' : words.away].filter(Boolean).join(' · '),
              })),
              { value: QUEUE, label: words.toQueue },
            ]}
          />
        </Field>
        {to === QUEUE && at.skills.length > 0 && (
          <Field label={words.skill}>
            <Select
              value={skill}
              onChange={(e) => setSkill(e.target.value)}
              options={[
                { value: '', label: words.anySkill },
                ...at.skills.map((s) => ({ value: s, label: s })),
              ]}
            />
          </Field>
        )}
        <Field label={words.transferNote}>
          <Textarea rows={2} value={note} maxLength={2_000} onChange={(e) => setNote(e.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
