import { useState, type FormEvent } from 'react';
import type { ToldDesk } from './desks-admin.tsx';
import type { MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FaceField } from '../../../ui/face-field.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select, Textarea } from '../../../ui/input.tsx';
import { MemberPicker } from '../../../ui/member-picker.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useDeskWords } from '../words.ts';
import type { FindMembers } from './desk-admin.tsx';
import { HoursFields } from '../../../ui/form/hours-fields.tsx';

interface Server {
  memberId: MemberId;
  name: string;
  skills: string;
  cap: number;
  lead: boolean;
}
const cut = (text: string) =>
  text
    .split(/[,，、]/)
    .map((t) => t.trim())
    .filter(Boolean);

/** Everything about one desk; `desk` null makes a new one. */
export function DeskForm({
  desk,
  findMembers,
  onClose,
  onSaved,
}: {
  desk: ToldDesk | null;
  findMembers: FindMembers;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useDeskWords().admin;
  const [f, setF] = useState({
    name: desk?.name ?? '',
    greeting: desk?.greeting ?? '',
    hours: desk?.hours ?? null,
    holidays: desk?.holidays ?? true,
    how: desk?.how ?? 'turn',
    skills: desk?.skills?.join(', ') ?? '',
    answers: desk?.program ? 'program' : (desk?.bot ?? true) ? 'bot' : 'people',
    logoFileId: desk?.logoFileId ?? null,
    zone: desk?.zone ?? '',
    sites: desk?.sites?.join('\n') ?? '',
    first: String(desk?.firstReplyMinutes ?? ''),
    resolve: String(desk?.resolveMinutes ?? ''),
  });
  const [servers, setServers] = useState<Server[]>(
    desk?.servers.map((s) => ({
      memberId: s.memberId,
      name: s.name,
      skills: s.skills?.join(', ') ?? '',
      cap: s.cap ?? 5,
      lead: s.lead ?? false,
    })) ?? [],
  );
  const set = (more: Partial<typeof f>) => setF({ ...f, ...more });
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const settings = {
      name: f.name.trim(),
      greeting: f.greeting,
      hours: f.hours,
      holidays: f.holidays,
      how: f.how,
      skills: cut(f.skills),
      bot: f.answers === 'bot',
      program: f.answers === 'program',
      logoFileId: f.logoFileId,
      zone: f.zone || null,
      sites: f.sites.split(/\s+/).filter(Boolean),
      firstReplyMinutes: Number(f.first) || null,
      resolveMinutes: Number(f.resolve) || null,
      servers: servers.map(({ memberId, skills, cap, lead }) => ({
        memberId,
        skills: cut(skills),
        cap,
        lead,
      })),
    };
    try {
      await (desk
        ? api.deskAdmin.changeDesk({ deskId: desk.id, ...settings })
        : api.deskAdmin.createDesk(settings));
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={desk ? desk.name : words.newDesk}
      footer={
        <Button look="solid" type="submit" form="desk" disabled={!f.name.trim()}>
          {desk ? words.save : words.create}
        </Button>
      }
    >
      <form id="desk" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={f.name} maxLength={16} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        <FaceField
          of={{ id: desk?.id ?? 'new', name: f.name || words.newDesk }}
          words={words}
          logo={f.logoFileId && `/api/files/${f.logoFileId}`}
          onLogo={(logoFileId) => set({ logoFileId })}
        />
        <Field label={words.greeting} optional>
          <Textarea
            rows={2}
            value={f.greeting}
            maxLength={1_000}
            onChange={(e) => set({ greeting: e.target.value })}
          />
        </Field>
        <MemberPicker
          label={words.servers}
          find={findMembers}
          value={servers.map((s) => ({ id: s.memberId, name: s.name }))}
          onValue={(people) =>
            setServers(
              people.map(
                (p) =>
                  servers.find((s) => s.memberId === p.id) ?? {
                    memberId: p.id as MemberId,
                    name: p.name,
                    skills: '',
                    cap: 5,
                    lead: false,
                  },
              ),
            )
          }
        />
        {servers.map((s, at) => {
          const change = (more: Partial<Server>) => setServers(servers.with(at, { ...s, ...more }));
          return (
            <fieldset
              key={s.memberId}
              className="flex flex-wrap items-end gap-3 rounded-box border border-line px-3 py-2"
            >
              <legend className="px-1 text-dense font-medium">{s.name}</legend>
              <Field label={words.serverSkills} className="min-w-40 flex-1">
                <Input
                  value={s.skills}
                  maxLength={200}
                  onChange={(e) => change({ skills: e.target.value })}
                />
              </Field>
              <Field label={words.cap} className="w-32">
                <Input
                  type="number"
                  min={1}
                  max={100}
                  value={s.cap}
                  onChange={(e) => change({ cap: Number(e.target.value) || 1 })}
                />
              </Field>
              <Checkbox checked={s.lead} onChecked={(lead) => change({ lead })} className="h-9">
                {words.lead}
              </Checkbox>
            </fieldset>
          );
        })}
        <HoursFields hours={f.hours} onHours={(hours) => set({ hours })} />
        {f.hours && (
          <Field label={words.zone}>
            <Select
              value={f.zone}
              onChange={(e) => set({ zone: e.target.value })}
              options={[
                { value: '', label: words.corpZone },
                ...[...new Set([f.zone, ...Intl.supportedValuesOf('timeZone')])]
                  .filter(Boolean)
                  .map((value) => ({ value, label: value })),
              ]}
            />
          </Field>
        )}
        {f.hours && (
          <Checkbox checked={f.holidays} onChecked={(holidays) => set({ holidays })}>
            {words.holidays}
          </Checkbox>
        )}
        <Field label={words.how}>
          <Select
            value={f.how}
            onChange={(e) => set({ how: e.target.value as 'turn' | 'load' })}
            options={[
              { value: 'turn', label: words.turn },
              { value: 'load', label: words.load },
            ]}
          />
        </Field>
        <Field label={words.skills} hint={words.skillsHint} optional>
          <Input value={f.skills} maxLength={300} onChange={(e) => set({ skills: e.target.value })} />
        </Field>
        <Field label={words.answers} hint={f.answers === 'program' ? words.programHint : undefined}>
          <Select
            value={f.answers}
            onChange={(e) => set({ answers: e.target.value })}
            options={(['bot', 'people', 'program'] as const).map((value) => ({
              value,
              label: words.answering[value],
            }))}
          />
        </Field>
        <Field label={words.sites} hint={words.sitesHint} optional>
          <Textarea
            rows={2}
            value={f.sites}
            placeholder="https://www.example.com"
            onChange={(e) => set({ sites: e.target.value })}
          />
        </Field>
        <div className="grid gap-4 desk:grid-cols-2">
          <Field label={words.first} optional>
            <Input
              type="number"
              min={1}
              max={10_000}
              value={f.first}
              onChange={(e) => set({ first: e.target.value })}
            />
          </Field>
          <Field label={words.resolve} optional>
            <Input
              type="number"
              min={1}
              max={100_000}
              value={f.resolve}
              onChange={(e) => set({ resolve: e.target.value })}
            />
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
