import { useState, type FormEvent, type ReactNode } from 'react';
import type { ChatId, DepartmentId, MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { findColleagues, findDepartments } from '../../../ui/form/find-choices.ts';
import { said } from '../../../ui/form/label-of.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Checkbox, Choice } from '../../../ui/toggle.tsx';
import { type AdminTemplate, type Facts, type Freq, freqOf } from './facts.ts';
import { FieldsEditor } from './fields-editor.tsx';
import { useJournalAdminWords } from './words.ts';

/** All that a template says. */
export function TemplateDialog({
  template,
  facts: first,
  onClose,
  onSaved,
}: {
  template: AdminTemplate | null;
  facts: Facts;
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useJournalAdminWords();
  const [facts, setFacts] = useState<Facts>(() => ({
    name: first.name,
    en: first.en,
    controls: first.controls,
    schedule: first.schedule,
    receivers: first.receivers,
    scope: first.scope,
    exempt: first.exempt,
    managers: first.managers,
  }));
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Facts>) => setFacts({ ...facts, ...change });
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      if (template) await api.journalsAdmin.changeJournalTemplate({ ...facts, templateId: template.id });
      else await api.journalsAdmin.createJournalTemplate(facts);
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (caught) {
      setFailure(failureText(caught));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={template ? words.edit(said(template.name, template.en)) : words.add}
      footer={
        <>
          {failure && (
            <p role="alert" className="min-w-0 flex-1 text-dense text-danger">
              {failure}
            </p>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="journal-template" look="solid" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="journal-template"
        noValidate
        onSubmit={(e) => void save(e)}
        className="flex flex-col gap-5 pb-3"
      >
        <div className="grid gap-4 desk:grid-cols-2">
          <Field label={words.name} required>
            <Input value={facts.name} maxLength={40} onChange={(e) => set({ name: e.target.value })} />
          </Field>
          <Field label={words.english} optional>
            <Input
              value={facts.en ?? ''}
              maxLength={80}
              onChange={(e) => set({ en: e.target.value || null })}
            />
          </Field>
        </div>
        <Part title={words.fields}>
          <FieldsEditor fields={facts.controls} onFields={(controls) => set({ controls })} />
        </Part>
        <Part title={words.every}>
          <Schedule schedule={facts.schedule} onSchedule={(schedule) => set({ schedule })} />
        </Part>
        <Part title={words.who}>
          <Scope facts={facts} onFacts={set} />
        </Part>
        <Part title={words.receivers}>
          <Receivers receivers={facts.receivers} onReceivers={(receivers) => set({ receivers })} />
        </Part>
        <Part title={words.managers} hint={words.managersHint}>
          <PickField
            label={words.managers}
            find={findColleagues}
            max={20}
            value={facts.managers}
            onValue={(ids) => set({ managers: ids as MemberId[] })}
          />
        </Part>
      </form>
    </Dialog>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="text-body font-medium">{title}</h3>
      {hint && <p className="-mt-2 text-small text-text-3">{hint}</p>}
      {children}
    </section>
  );
}

const reminders = [null, 15, 30, 60, 120, 240] as const;

function Schedule({
  schedule,
  onSchedule,
}: {
  schedule: Facts['schedule'];
  onSchedule: (schedule: Facts['schedule']) => void;
}) {
  const words = useJournalAdminWords();
  const freq = freqOf({ schedule });
  const set = (change: Partial<Facts['schedule']>) => onSchedule({ ...schedule, ...change });
  const [soonest, latest] = { DAILY: [0, 1], WEEKLY: [-6, 3], MONTHLY: [-10, 10] }[freq] as [number, number];
  const days = Array.from({ length: latest - soonest + 1 }, (_, i) => soonest + i);
  if (!days.includes(schedule.dueAfter)) days.push(schedule.dueAfter);
  return (
    <>
      <Choice<Freq>
        label={words.every}
        className="self-start"
        value={freq}
        options={(['DAILY', 'WEEKLY', 'MONTHLY'] as const).map((f) => ({ value: f, label: words.freq[f] }))}
        onValue={(next) => set({ rule: `FREQ=${next}`, dueAfter: 0 })}
      />
      <div className="grid gap-4 desk:grid-cols-2">
        <Field label={words.startsOn} hint={words.startsHint}>
          <Input
            type="date"
            value={schedule.startsOn}
            onChange={(e) => e.target.value && set({ startsOn: e.target.value })}
          />
        </Field>
        <Field label={words.remind}>
          <Select
            value={String(schedule.remindMinutes)}
            onChange={(e) =>
              set({ remindMinutes: e.target.value === 'null' ? null : Number(e.target.value) })
            }
            options={[...new Set([...reminders, schedule.remindMinutes])].map((m) => ({
              value: String(m),
              label: words.remindAt(m),
            }))}
          />
        </Field>
        <Field label={words.dueAfter}>
          <Select
            value={String(schedule.dueAfter)}
            onChange={(e) => set({ dueAfter: Number(e.target.value) })}
            options={days.map((n) => ({ value: String(n), label: words.dueDays(n) }))}
          />
        </Field>
        <Field label={words.dueTime}>
          <Input
            type="time"
            value={schedule.dueTime}
            onChange={(e) => e.target.value && set({ dueTime: e.target.value.slice(0, 5) })}
          />
        </Field>
      </div>
      <Checkbox checked={schedule.workdays} onChecked={(workdays) => set({ workdays })}>
        {words.workdays}
      </Checkbox>
    </>
  );
}

function Scope({ facts, onFacts }: { facts: Facts; onFacts: (change: Partial<Facts>) => void }) {
  const words = useJournalAdminWords();
  const { scope } = facts;
  return (
    <>
      <Choice
        label={words.who}
        className="self-start"
        value={scope.all ? 'all' : 'some'}
        options={[
          { value: 'all', label: words.all },
          { value: 'some', label: words.some },
        ]}
        onValue={(v) => onFacts({ scope: { ...scope, all: v === 'all' } })}
      />
      {!scope.all && (
        <>
          <Line label={words.departments}>
            <PickField
              label={words.departments}
              find={findDepartments}
              max={100}
              value={scope.departmentIds}
              onValue={(ids) => onFacts({ scope: { ...scope, departmentIds: ids as DepartmentId[] } })}
            />
          </Line>
          <Line label={words.members}>
            <PickField
              label={words.members}
              find={findColleagues}
              max={100}
              value={scope.memberIds}
              onValue={(ids) => onFacts({ scope: { ...scope, memberIds: ids as MemberId[] } })}
            />
          </Line>
        </>
      )}
      <Line label={words.exempt}>
        <PickField
          label={words.exempt}
          find={findColleagues}
          max={100}
          value={facts.exempt}
          onValue={(ids) => onFacts({ exempt: ids as MemberId[] })}
        />
      </Line>
    </>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="w-24 shrink-0 text-dense text-text-2">{label}</span>
      {children}
    </div>
  );
}

function Receivers({
  receivers,
  onReceivers,
}: {
  receivers: Facts['receivers'];
  onReceivers: (receivers: Facts['receivers']) => void;
}) {
  const words = useJournalAdminWords();
  const chats = useLoaded('chats', (signal) => api.messaging.listChats({}, { signal }));
  const without = (by: string) => receivers.filter((r) => r.by !== by);
  const named = receivers.find((r) => r.by === 'user');
  const chat = receivers.find((r) => r.by === 'chat');
  const groups = (chats.data?.chats ?? []).filter((c) => c.kind === 'group' || c.kind === 'department');
  return (
    <>
      <div className="flex flex-wrap gap-5">
        {(['manager', 'deptHead'] as const).map((by) => (
          <Checkbox
            key={by}
            checked={receivers.some((r) => r.by === by)}
            onChecked={(on) => onReceivers(on ? [...receivers, { by }] : without(by))}
          >
            {words[by]}
          </Checkbox>
        ))}
      </div>
      <Line label={words.people}>
        <PickField
          label={words.people}
          find={findColleagues}
          max={50}
          value={named?.ids ?? []}
          onValue={(ids) =>
            onReceivers(
              ids.length ? [...without('user'), { by: 'user', ids: ids as MemberId[] }] : without('user'),
            )
          }
        />
      </Line>
      <Line label={words.chat}>
        <Select
          aria-label={words.chat}
          className="max-w-72"
          value={chat?.chatId ?? ''}
          onChange={(e) =>
            onReceivers(
              e.target.value
                ? [...without('chat'), { by: 'chat', chatId: e.target.value as ChatId }]
                : without('chat'),
            )
          }
          options={[
            { value: '', label: words.noChat },
            ...groups.map((c) => ({ value: c.id, label: c.title })),
            ...(chat && !groups.some((g) => g.id === chat.chatId)
              ? [{ value: chat.chatId, label: words.chat }]
              : []),
          ]}
        />
      </Line>
    </>
  );
}
