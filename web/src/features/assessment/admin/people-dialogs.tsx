import { useState } from 'react';
import type { AdminCycle, ProgressLine } from '../../../../../contract/src/assessment-admin.ts';
import type { MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Textarea } from '../../../ui/input.tsx';
import { MemberPicker, type MemberPickerProps, type Person } from '../../../ui/member-picker.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useAssessmentWords } from '../words.ts';
import { useAssessmentAdminWords } from './words.ts';

interface Asked {
  cycle: AdminCycle;
  findMembers: MemberPickerProps['find'];
  onClose: () => void;
  onSaved: () => void;
}

/** Who assesses somebody as their leader, where the directory knows none or the wrong one. */
export function LeaderDialog({ cycle, line, findMembers, onClose, onSaved }: Asked & { line: ProgressLine }) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [picked, setPicked] = useState<Person[]>([]);
  const [leader] = picked;
  const save = async () => {
    if (!leader) return;
    try {
      const leaderId = leader.id as MemberId;
      await api.assessmentAdmin.setLeader({ cycleId: cycle.id, memberId: line.member.id, leaderId });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${words.setLeader} · ${line.member.name}`}
      description={words.setLeaderText}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="solid" disabled={!leader} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <MemberPicker
        label={words.setLeader}
        find={findMembers}
        value={picked}
        onValue={(people) => setPicked([...people])}
        max={1}
        taken={new Set([line.member.id])}
      />
    </Dialog>
  );
}

/** Takes people into a cycle that runs, or `out` out of it; the reason is kept. */
export function PeopleDialog({
  cycle,
  out,
  findMembers,
  onClose,
  onSaved,
}: Asked & { out: ProgressLine | null }) {
  const words = useAssessmentAdminWords();
  const common = useAssessmentWords();
  const [picked, setPicked] = useState<Person[]>([]);
  const [reason, setReason] = useState('');
  const fits = reason.trim() !== '' && (out !== null || picked.length > 0);
  const save = async () => {
    try {
      await api.assessmentAdmin.amendCycle({
        cycleId: cycle.id,
        add: picked.map((p) => p.id as MemberId),
        remove: out ? [out.member.id] : [],
        reason: reason.trim(),
      });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={out ? words.takeOutSure(out.member.name) : words.addPeople}
      description={out ? words.takeOutText : words.addPeopleText}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look={out ? 'warn' : 'solid'} disabled={!fits} onClick={() => void save()}>
            {out ? words.takeOut : common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!out && (
          <MemberPicker
            label={words.addPeople}
            find={findMembers}
            value={picked}
            onValue={(people) => setPicked([...people])}
            max={100}
          />
        )}
        <Field label={words.reason} required>
          <Textarea value={reason} rows={2} maxLength={500} onChange={(e) => setReason(e.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
