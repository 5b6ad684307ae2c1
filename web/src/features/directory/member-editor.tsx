import { useState, type FormEvent } from 'react';
import { EllipsisVertical } from 'lucide-react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import type { CustomField, MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { openMemberMenu } from './member-menu.tsx';
import { ManagerField, PlacesField, type Place } from './member-places.tsx';
import { useDirectoryWords } from './words.ts';

const texts = ['name', 'userid', 'alias', 'position', 'mobile', 'phone', 'email', 'address'] as const;

/** Everything about a member that an administrator decides; for a new one, what they begin with. */
export function MemberEditor({
  member,
  into,
  onClose,
  onSaved,
}: {
  member: MemberRecord | null;
  /** where a new member goes */
  into: DepartmentNode | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useDirectoryWords();
  const [form, setForm] = useState(() => ({
    ...(Object.fromEntries(texts.map((t) => [t, member?.[t] ?? ''])) as Record<
      (typeof texts)[number],
      string
    >),
    gender: member?.gender ?? ('' as const),
    hidden: member?.hidden ?? false,
    since: member?.since ?? '',
    manager: member?.manager ?? null,
    tags: member?.tags.map((t) => t.id) ?? [],
    custom: member?.custom ?? ({} as MemberRecord['custom']),
  }));
  const [places, setPlaces] = useState<Place[]>(() => placesOf(member, into));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<'leave' | 'invite' | null>(null);
  const { data: extras } = useLoaded('member-extras', async (signal) => {
    const [fields, tags] = await Promise.all([
      api.directorySettings.listCustomFields({}, { signal }),
      api.directorySettings.listTags({}, { signal }),
    ]);
    return { fields: fields.fields, tags: tags.tags };
  });
  const faults = fieldFaults(error);
  const text = error ? failureText(error) : null;
  const known = (field: string) => field in form;
  const faultOf = (field: string) => (faults[field] === undefined ? null : text);
  const patch = (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change }));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const { manager, mobile, email, userid, since, ...rest } = form;
    const facts = {
      ...rest,
      mobile: mobile.trim() || null,
      email: email.trim() || null,
      managerId: manager?.id ?? null,
      departments: places.map(({ id, leader, main, order }) => ({ id, leader, main, order })),
      ...(since && since !== member?.since ? { since } : {}),
      ...(userid.trim() ? { userid: userid.trim() } : {}),
    };
    try {
      if (member) await api.directoryAdmin.changeMember({ memberId: member.id, ...facts });
      else await api.directoryAdmin.createMember(facts);
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const input = (
    field: (typeof texts)[number],
    extra: { hint?: string; required?: boolean; type?: string } = {},
  ) => (
    <Field
      label={field === 'name' ? words.admin.name : words.card[field]}
      error={faultOf(field)}
      {...(extra.hint ? { hint: extra.hint } : {})}
      {...(extra.required ? { required: true } : {})}
    >
      <Input
        name={field}
        value={form[field]}
        required={extra.required ?? false}
        type={extra.type ?? 'text'}
        autoComplete="off"
        onChange={(e) => patch({ [field]: e.target.value })}
      />
    </Field>
  );
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={member ? `${words.admin.edit} · ${words.statuses[member.status]}` : words.admin.newMember}
      footer={
        <>
          {member && (
            <IconButton
              label={words.admin.memberMenu}
              className="mr-auto"
              onClick={(e) =>
                openMemberMenu(e.currentTarget, member, words, {
                  onLeave: () => setDialog('leave'),
                  onInvite: () => setDialog('invite'),
                  onChanged: onSaved,
                })
              }
            >
              <EllipsisVertical aria-hidden className="size-4" />
            </IconButton>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="member" look="solid" busy={busy} disabled={places.length === 0}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id="member" onSubmit={(e) => void save(e)} className="grid gap-4 p-5 desk:grid-cols-2">
        {text && !Object.keys(faults).some(known) && (
          <p
            role="alert"
            className="rounded-chip bg-danger-soft px-3 py-2 text-dense text-danger desk:col-span-2"
          >
            {text}
          </p>
        )}
        {input('name', { required: true })}
        {input('userid', { hint: words.admin.useridHint, required: member !== null })}
        {input('mobile', { hint: words.admin.mobileHint, type: 'tel' })}
        {input('email')}
        {input('position')}
        {input('alias')}
        <PlacesField places={places} onPlaces={setPlaces} />
        <ManagerField
          manager={form.manager}
          except={member?.id}
          onManager={(manager) => patch({ manager })}
        />
        <Field label={words.card.gender}>
          <Select
            value={form.gender}
            onChange={(e) => patch({ gender: e.target.value as MemberRecord['gender'] })}
            options={(['', 'male', 'female'] as const).map((g) => ({ value: g, label: words.genders[g] }))}
          />
        </Field>
        <Field label={words.admin.since} error={faultOf('since')}>
          <Input
            type="date"
            name="since"
            value={form.since}
            onChange={(e) => patch({ since: e.target.value })}
          />
        </Field>
        {input('phone')}
        {input('address')}
        {extras?.fields.map((f) => (
          <Field key={f.id} label={f.name} error={faultOf(`custom.${f.id}`)}>
            <CustomInput
              field={f}
              value={form.custom[f.id] ?? ''}
              onValue={(value) => patch({ custom: { ...form.custom, [f.id]: value } })}
            />
          </Field>
        ))}
        {extras && extras.tags.length > 0 && (
          <fieldset className="desk:col-span-2">
            <legend className="mb-1.5 text-dense font-medium text-text-2">{words.card.tags}</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {extras.tags.map((t) => (
                <Checkbox
                  key={t.id}
                  checked={form.tags.includes(t.id)}
                  onChecked={(on) =>
                    patch({ tags: on ? [...form.tags, t.id] : form.tags.filter((id) => id !== t.id) })
                  }
                >
                  {t.name}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )}
        <div className="flex flex-col gap-1 desk:col-span-2">
          <Checkbox checked={form.hidden} onChecked={(hidden) => patch({ hidden })}>
            {words.admin.hiddenMember}
          </Checkbox>
          <span className="text-small text-text-3">{words.admin.hiddenMemberHint}</span>
        </div>
      </form>
      {dialog === 'leave' && member && (
        <LeaveDialog member={member} onClose={() => setDialog(null)} onLeft={onSaved} />
      )}
      {dialog === 'invite' && member && <InviteDialog memberId={member.id} onClose={() => setDialog(null)} />}
    </Drawer>
  );
}

function placesOf(member: MemberRecord | null, into: DepartmentNode | null): Place[] {
  if (member)
    return member.memberships.map(({ names, ...m }) => ({
      ...m,
      name: names.slice(1).join(' / ') || names[0]!,
    }));
  return into ? [{ id: into.id, name: into.name, leader: false, main: true, order: 0 }] : [];
}

function CustomInput({
  field,
  value,
  onValue,
}: {
  field: CustomField;
  value: string;
  onValue: (value: string) => void;
}) {
  if (field.kind === 'select')
    return (
      <Select
        value={value}
        onChange={(e) => onValue(e.target.value)}
        options={[{ value: '', label: '—' }, ...field.options.map((o) => ({ value: o, label: o }))]}
      />
    );
  return (
    <Input
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : field.kind === 'url' ? 'url' : 'text'}
      value={value}
      onChange={(e) => onValue(e.target.value)}
    />
  );
}
