import { useState, type FormEvent } from 'react';
import type { DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useSession } from '../../../lib/session.ts';
import { useLed } from '../../../lib/use-led.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Input } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox, Choice } from '../../../ui/toggle.tsx';
import { useCustomerWords } from '../words.ts';
import { changeOf, draftOf, freshDraft, inputOf, isReady, type SaidCode, servedBy } from './code-draft.ts';
import { findAdministered } from './find-departments.ts';
import { ServerFields } from './server-fields.tsx';
import { TagFields } from './tag-fields.tsx';
import { WelcomeFields } from './welcome-fields.tsx';

/** Everything a contact-me code can be told, to make one or to change one. Teams and shops are for administrators and for those who lead others. */
export function CodeDialog({
  code,
  onClose,
  onDone,
}: {
  code: SaidCode | null;
  onClose: () => void;
  onDone: (code: SaidCode) => void;
}) {
  const all = useCustomerWords();
  const words = all.codeForm;
  const me = useSession((s) => s.me?.member.id) as MemberId;
  const admin = useSession((s) => s.me?.rights.includes('members') === true);
  const { leads } = useLed();
  const [draft, setDraft] = useState(() => (code ? draftOf(code) : freshDraft(me, all.welcomeDefault)));
  const [busy, setBusy] = useState(false);
  const change = (more: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...more }));
  const shared = draft.kind !== 'member';
  const asksDepartment = code === null && shared && admin;
  const tops = useLoaded(asksDepartment ? 'my-departments' : null, (signal) => findAdministered('', signal));
  const department = draft.departmentId ?? ((tops.data?.[0]?.id ?? null) as DepartmentId | null);
  const ready = isReady(draft) && (!asksDepartment || department !== null) && !busy;
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      onDone(
        code
          ? await api.contactCodes.changeContactCode({ codeId: code.id, ...changeOf(draft) })
          : await api.contactCodes.createContactCode(inputOf(draft, department)),
      );
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={code ? words.change : all.newCode}
      footer={
        <Button look="solid" type="submit" form="code-form" disabled={!ready}>
          {code ? all.save : all.create}
        </Button>
      }
    >
      <form id="code-form" onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
        {(admin || leads) && !code && (
          <Choice
            label={words.kind}
            value={draft.kind}
            options={(['member', 'team', 'shop'] as const).map((k) => ({ value: k, label: words.kinds[k] }))}
            onValue={(kind) =>
              change({ kind, ...(kind === 'member' ? { members: servedBy(draft.members, [me]) } : {}) })
            }
            className="self-start"
          />
        )}
        {asksDepartment && department && (
          <div className="flex flex-col gap-1.5">
            <p className="text-dense font-medium text-text-2">{words.department}</p>
            <PickField
              label={words.department}
              find={findAdministered}
              max={1}
              value={[department]}
              onValue={(ids) => change({ departmentId: (ids[0] ?? null) as DepartmentId | null })}
            />
          </div>
        )}
        <Field label={all.name} required>
          <Input value={draft.name} maxLength={60} onChange={(e) => change({ name: e.target.value })} />
        </Field>
        <Field label={all.channel} optional>
          <Input value={draft.channel} maxLength={60} onChange={(e) => change({ channel: e.target.value })} />
        </Field>
        <ServerFields
          servers={draft.members}
          several={(admin || leads) && (shared || draft.members.length > 1)}
          onServers={(members) => change({ members })}
        />
        {draft.members.length > 1 && (
          <div className="flex flex-col gap-1.5">
            <p className="text-dense font-medium text-text-2">{words.how}</p>
            <Choice
              label={words.how}
              value={draft.how}
              options={(['turn', 'load'] as const).map((h) => ({ value: h, label: words.hows[h] }))}
              onValue={(how) => change({ how })}
              className="self-start"
            />
          </div>
        )}
        <TagFields value={draft.tagIds} onValue={(tagIds) => change({ tagIds })} />
        <WelcomeFields
          welcome={draft.welcome}
          by={draft.members[0]?.memberId}
          onWelcome={(welcome) => change({ welcome })}
        />
        <Checkbox checked={draft.confirm} onChecked={(confirm) => change({ confirm })}>
          {all.confirm}
        </Checkbox>
      </form>
    </Dialog>
  );
}
