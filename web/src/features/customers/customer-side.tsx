import { useState, type FormEvent } from 'react';
import type { CustomerId, CustomerTagId } from '../../../../contract/src/ids.ts';
import type { FieldValue, Follow } from '../../../../contract/src/customers.ts';
import { api, failureText } from '../../lib/api.ts';
import { myId } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { FieldInputs } from './field-inputs.tsx';
import { useAsked } from './use-asked.ts';
import { useCustomerWords } from './words.ts';

/** Beside a chat with a customer: who they are, and what I noted. */
export function CustomerSide({ customerId }: { customerId: string }) {
  const words = useCustomerWords();
  const id = customerId as CustomerId;
  const loaded = useLoaded(id, () => api.customers.getCustomer({ customerId: id }));
  const { data: customer } = loaded;
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  const mine = customer?.follows.find((f) => f.memberId === myId() && f.customerId === id);
  if (!customer || !mine) return <RowsSkeleton rows={4} />;
  const answer = async (accept: boolean) => {
    try {
      await api.customers.answerCustomer({ customerId: id, accept });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section className="px-4 py-3">
      <p className="mb-2 flex flex-wrap gap-1.5">
        {mine.muted && <Tag tone="warn">{words.muted}</Tag>}
        {!customer.marketing && <Tag tone="warn">{words.noMarketing}</Tag>}
      </p>
      {mine.state === 'waiting' && (
        <div className="mb-3 flex items-center gap-2 rounded-box bg-warn-soft p-3 text-dense">
          <span className="flex-1">{words.asks}</span>
          <Button size="small" onClick={() => void answer(false)}>
            {words.refuse}
          </Button>
          <Button size="small" look="solid" onClick={() => void answer(true)}>
            {words.accept}
          </Button>
        </div>
      )}
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-dense [&_dt]:text-text-3">
        <dt>{words.name}</dt>
        <dd>{customer.name}</dd>
        {(mine.channel || mine.codeName) && (
          <>
            <dt>{words.source}</dt>
            <dd>{[mine.codeName, mine.channel].filter(Boolean).join(' · ')}</dd>
          </>
        )}
        {customer.follows.length > 1 && (
          <>
            <dt>{words.owners}</dt>
            <dd>{customer.follows.map((f) => f.memberName).join('、')}</dd>
          </>
        )}
      </dl>
      <Notes key={id} follow={mine} onSaved={loaded.reload} />
    </section>
  );
}

function Notes({ follow, onSaved }: { follow: Follow; onSaved: () => void }) {
  const words = useCustomerWords();
  const asked = useAsked();
  const tags = useLoaded('customer-tags', () => api.customers.listCustomerTags({}));
  const corpTags = tags.data?.tags ?? [];
  const [note, setNote] = useState({
    remark: follow.remark,
    company: follow.company,
    description: follow.description,
    mobiles: follow.mobiles.join(', '),
    personal: follow.personal.join(', '),
    stage: follow.stage as string,
    tagIds: follow.tagIds as string[],
    fields: follow.fields as Record<string, FieldValue | null>,
  });
  const save = async (e: FormEvent) => {
    e.preventDefault();
    try {
      await api.customers.changeFollow({
        customerId: follow.customerId,
        remark: note.remark,
        company: note.company,
        description: note.description,
        stage: note.stage,
        ...(asked.fields.length
          ? { fields: Object.fromEntries(asked.fields.map((f) => [f.id, note.fields[f.id] ?? null])) }
          : {}),
        tagIds: note.tagIds as CustomerTagId[],
        personal: listed(note.personal),
        mobiles: listed(note.mobiles),
      });
      toast(words.saved, { tone: 'ok' });
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const line = (name: 'remark' | 'company' | 'personal' | 'mobiles', label: string) => (
    <Field label={label}>
      <Input
        value={note[name]}
        maxLength={100}
        onChange={(e) => setNote({ ...note, [name]: e.target.value })}
      />
    </Field>
  );
  return (
    <form onSubmit={(e) => void save(e)} className="flex flex-col gap-3">
      {line('remark', words.remark)}
      <Field label={words.stage}>
        <Select
          value={note.stage}
          onChange={(e) => setNote({ ...note, stage: e.target.value })}
          options={[
            ...asked.stages,
            ...(asked.stages.some((s) => s.id === note.stage)
              ? []
              : [{ id: note.stage, name: asked.stageName(note.stage) }]),
          ].map((s) => ({ value: s.id, label: s.name }))}
        />
      </Field>
      <FieldInputs
        fields={asked.fields}
        values={note.fields}
        onValues={(fields) => setNote({ ...note, fields })}
      />
      {[...new Set(corpTags.map((t) => t.group))].map((group) => (
        <fieldset key={group} className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="mb-1 text-dense font-medium text-text-2">
            {words.corpTags} · {group}
          </legend>
          {corpTags
            .filter((t) => t.group === group)
            .map((t) => (
              <Checkbox
                key={t.id}
                checked={note.tagIds.includes(t.id)}
                onChecked={(on) =>
                  setNote({
                    ...note,
                    tagIds: on ? [...note.tagIds, t.id] : note.tagIds.filter((x) => x !== t.id),
                  })
                }
              >
                {t.name}
              </Checkbox>
            ))}
        </fieldset>
      ))}
      {line('personal', words.personal)}
      {line('company', words.company)}
      {line('mobiles', words.mobiles)}
      <Field label={words.description}>
        <Textarea
          value={note.description}
          rows={3}
          maxLength={2_000}
          onChange={(e) => setNote({ ...note, description: e.target.value })}
        />
      </Field>
      <Button type="submit" look="solid">
        {words.save}
      </Button>
    </form>
  );
}

/** What was typed between commas. */
const listed = (text: string) =>
  text
    .split(/[,，、]/)
    .map((t) => t.trim())
    .filter(Boolean);
