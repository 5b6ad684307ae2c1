import { useState } from 'react';
import type { Act } from '../../../../contract/src/approvals.ts';
import type { FileId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { uuid } from '../../lib/uuid.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Choice } from '../../ui/toggle.tsx';
import { drafts, sent } from '../../ui/form/drafts.ts';
import { FilesField } from '../../ui/form/files-field.tsx';
import { findColleagues } from '../../ui/form/find-choices.ts';
import { faultsLeft, formFaults } from '../../ui/form/form-faults.ts';
import { FormFields } from '../../ui/form/form-fields.tsx';
import { Group } from '../../ui/form/group.tsx';
import { said } from '../../ui/form/label-of.ts';
import { PickField } from '../../ui/form/pick-field.tsx';
import { SignatureField } from '../../ui/form/signature-field.tsx';
import { useApprovalWords } from './words.ts';
import type { FormValues, ShownApproval } from './shapes.ts';

/** The acts that ask for something first. */
export type AskedAct =
  | 'approve'
  | 'reject'
  | 'transfer'
  | 'addSign'
  | 'return'
  | 'revoke'
  | 'terminate'
  | 'resubmit';

/** Asks for what an act needs, does it, and keeps what was typed where it fails. */
export function ActDialog({
  what,
  approval,
  onClose,
  onDone,
}: {
  what: AskedAct;
  approval: ShownApproval;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useApprovalWords();
  const { task } = approval;
  const controls =
    what === 'resubmit'
      ? approval.controls
      : what === 'approve'
        ? approval.controls.filter((c) => task?.write.includes(c.id))
        : [];
  const [comment, setComment] = useState('');
  const [people, setPeople] = useState<MemberId[]>([]);
  const [how, setHow] = useState<'before' | 'alongside'>('before');
  const [to, setTo] = useState('start');
  const [files, setFiles] = useState<FileId[]>([]);
  const [signature, setSignature] = useState<FileId[]>([]);
  const [form, setForm] = useState<FormValues>(() => drafts(controls, approval.form));
  const [failure, setFailure] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [cid] = useState(uuid);

  const word = comment.trim();
  const wordNeeded =
    what === 'revoke' ||
    what === 'terminate' ||
    (what === 'reject' && task?.comment !== 'never') ||
    (what === 'approve' && task?.comment === 'always');
  const ready =
    (!wordNeeded || word !== '') &&
    ((what !== 'transfer' && what !== 'addSign') || people.length > 0) &&
    (what !== 'approve' || !task?.sign || signature.length > 0);

  const act = (): Act | null => {
    if (what === 'resubmit') return { do: 'resubmit', form: sent(controls, form) };
    if (what === 'revoke' || what === 'terminate') return { do: what, reason: word };
    if (!task) return null;
    const on = { taskId: task.id, ...(word ? { comment: word } : {}) };
    const [first] = people;
    switch (what) {
      case 'approve':
        return {
          do: 'approve',
          ...on,
          ...(controls.length ? { form: sent(controls, form) } : {}),
          ...(signature.length ? { signature } : {}),
          ...(files.length ? { files } : {}),
        };
      case 'reject':
        return { do: 'reject', ...on, ...(files.length ? { files } : {}) };
      case 'transfer':
        return first ? { do: 'transfer', ...on, to: first } : null;
      case 'addSign':
        return { do: 'addSign', taskId: task.id, how, members: people };
      case 'return':
        return { do: 'return', ...on, to };
    }
  };
  const change = (next: FormValues) => {
    setFaults(faultsLeft(faults, form, next));
    setForm(next);
  };
  const send = async () => {
    const ready = act();
    if (!ready) return;
    setBusy(true);
    setFailure('');
    try {
      await api.approvals.actOnApproval({ approvalId: approval.id, cid, act: ready });
      toast(words.acted, { tone: 'ok' });
      onDone();
    } catch (error) {
      setFailure(failureText(error));
      setFaults(formFaults(error, controls, form, words));
    }
    setBusy(false);
  };
  const title = what === 'approve' && task?.handle ? words.acts.handle : words.acts[what];
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      size={controls.length > 2 ? 'large' : 'normal'}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look={what === 'reject' || what === 'terminate' ? 'danger' : 'solid'}
            busy={busy}
            disabled={!ready}
            onClick={() => void send()}
          >
            {title}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {controls.length > 0 && (
          <FormFields controls={controls} value={form} onValue={change} faults={faults} />
        )}
        {(what === 'transfer' || what === 'addSign') && (
          <Group label={what === 'transfer' ? words.transferTo : words.addSignWho} required>
            <PickField
              label={what === 'transfer' ? words.transferTo : words.addSignWho}
              find={findColleagues}
              value={people}
              max={what === 'transfer' ? 1 : 10}
              onValue={(ids) => setPeople(ids as MemberId[])}
            />
          </Group>
        )}
        {what === 'addSign' && (
          <Group label={words.how} required={false}>
            <Choice
              label={words.how}
              value={how}
              options={[
                { value: 'before', label: words.hows.before },
                { value: 'alongside', label: words.hows.alongside },
              ]}
              onValue={setHow}
              className="self-start"
            />
          </Group>
        )}
        {what === 'return' && (
          <Field label={words.returnTo}>
            <Select
              value={to}
              options={(task?.returnTo ?? []).map((n) => ({
                value: n.id,
                label: n.id === 'start' ? words.toApplicant : said(n.name, n.en),
              }))}
              onChange={(e) => setTo(e.target.value)}
            />
          </Field>
        )}
        {what === 'approve' && task?.sign && (
          <Group label={words.signature} required>
            <SignatureField value={signature} onValue={setSignature} />
          </Group>
        )}
        {what !== 'addSign' && what !== 'resubmit' && (
          <Field
            label={what === 'revoke' || what === 'terminate' ? words.reason : words.opinion}
            required={wordNeeded}
            optional={!wordNeeded}
          >
            <Textarea value={comment} maxLength={2000} onChange={(e) => setComment(e.target.value)} />
          </Field>
        )}
        {(what === 'approve' || what === 'reject') && (
          <FilesField label={words.addFile} value={files} onValue={setFiles} max={20} />
        )}
        {failure && (
          <p role="alert" className="text-dense text-danger">
            {failure}
          </p>
        )}
      </div>
    </Dialog>
  );
}
