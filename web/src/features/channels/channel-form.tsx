import { useState } from 'react';
import type { ChannelAccount } from '../../../../contract/src/channels.ts';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { MemberPicker, type MemberPickerProps, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { useChannelsWords } from './words.ts';

interface ChannelFormProps {
  /** null: a new one */
  account: ChannelAccount | null;
  kinds: readonly { kind: string; fields: readonly { name: string; secret: boolean; optional: boolean }[] }[];
  findMembers: MemberPickerProps['find'];
  onClose: (saved: boolean) => void;
}

/** What an account needs. Secrets are typed and never shown; an empty one stays as it is. */
export function ChannelForm({ account, kinds, findMembers, onClose }: ChannelFormProps) {
  const words = useChannelsWords();
  const [kind, setKind] = useState(account?.kind ?? kinds[0]?.kind ?? '');
  const [name, setName] = useState(account?.name ?? '');
  const [fields, setFields] = useState<Record<string, string>>(account?.settings ?? {});
  const [who, setWho] = useState<Person[]>([]);
  const [busy, setBusy] = useState(false);
  const needed = kinds.find((k) => k.kind === kind)?.fields ?? [];
  const kept = (field: string) => account?.secrets.includes(field) ?? false;
  const whole =
    name.trim() !== '' &&
    (account !== null || who.length > 0) &&
    needed.every((f) => f.optional || kept(f.name) || (fields[f.name] ?? '').trim() !== '');
  const save = async () => {
    setBusy(true);
    const memberIds = who.map((p) => p.id as MemberId);
    try {
      if (account)
        await api.channels.changeChannel({
          accountId: account.id,
          name: name.trim(),
          fields,
          ...(memberIds.length ? { memberIds } : {}),
        });
      else await api.channels.addChannel({ kind, name: name.trim(), fields, memberIds });
      toast(words.saved, { tone: 'ok' });
      onClose(true);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={account ? account.name : words.add}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{words.cancel}</Button>
          <Button look="solid" busy={busy} disabled={!whole} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!account && (
          <Field label={words.kind}>
            <Select
              value={kind}
              onChange={(e) => setKind(e.target.value)}
              options={kinds.map((k) => ({ value: k.kind, label: words.kinds[k.kind] ?? k.kind }))}
            />
          </Field>
        )}
        <Field label={words.name} required>
          <Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
        </Field>
        {needed.map((f) => (
          <Field
            key={f.name}
            label={words.fields[f.name] ?? f.name}
            {...(f.optional ? { optional: true } : { required: true })}
            hint={kept(f.name) ? words.kept : undefined}
          >
            <Input
              type={f.secret ? 'password' : 'text'}
              autoComplete={f.secret ? 'new-password' : 'off'}
              value={fields[f.name] ?? ''}
              maxLength={500}
              onChange={(e) => setFields({ ...fields, [f.name]: e.target.value })}
            />
          </Field>
        ))}
        <MemberPicker label={words.serve} find={findMembers} value={who} onValue={setWho} max={100} />
      </div>
    </Dialog>
  );
}
