import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { GroupPost, groupPosts } from '../../../../../contract/src/group-posts.ts';
import type { ChatId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useSession } from '../../../lib/session.ts';
import { useLed } from '../../../lib/use-led.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input, Select } from '../../../ui/input.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { type ContentForm, contentsOf, noContent, share } from '../compose-form.ts';
import { ContentFields, type SendFile } from '../content-fields.tsx';
import { HoldOutSlider } from '../hold-out-slider.tsx';
import { useOutreachWords } from '../words.ts';
import { GroupChoice } from './group-choice.tsx';
import { GroupPreview } from './group-preview.tsx';
import { useGroupPostWords } from './words.ts';

interface Form extends ContentForm {
  name: string;
  whose: 'mine' | 'all';
  chosen: ReadonlySet<ChatId>;
  holdOut: number;
  confirm: boolean;
  outcome: GroupPost['outcome'];
  outcomeDays: number;
  at: string;
}
const blank: Form = {
  ...noContent,
  name: '',
  whose: 'mine',
  chosen: new Set(),
  holdOut: 1_000,
  confirm: false,
  outcome: 'reply',
  outcomeDays: 14,
  at: '',
};

/** Writes into customer groups: which, what, when, and how its effect will be known. */
export function GroupPostEditor({ sendFile }: { sendFile: SendFile }) {
  const words = useGroupPostWords();
  const common = useOutreachWords();
  const [, navigate] = useLocation();
  const everybody = useSession((s) => s.me?.rights.includes('outreach') === true);
  const led = useLed();
  const [form, setForm] = useState<Form>(blank);
  const [preview, setPreview] = useState<OutputOf<typeof groupPosts.previewGroupPost> | null>(null);
  const [busy, setBusy] = useState(false);
  const groups = useLoaded(`groups ${form.whose}`, () =>
    api.customerGroups.listCustomerGroups({ whose: form.whose }),
  );
  const change = (part: Partial<Form>) => {
    setPreview(null);
    setForm((f) => ({ ...f, ...part }));
  };
  const contents = contentsOf(form);
  const whom = { whose: form.whose, chatIds: [...form.chosen], contents, holdOut: form.holdOut };
  const ready = form.name.trim() !== '' && contents.length > 0;
  const during = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  const look = () => during(async () => setPreview(await api.groupPosts.previewGroupPost(whom)));
  const launch = () =>
    during(async () => {
      const now = await api.groupPosts.previewGroupPost(whom);
      setPreview(now);
      const yes = await confirm({
        title: words.launchSure(now.wouldSend + now.wouldWait, now.people),
        text: words.launchText,
        action: words.launch,
      });
      if (!yes) return;
      const post = await api.groupPosts.createGroupPost({
        ...whom,
        name: form.name.trim(),
        confirm: form.confirm,
        outcome: form.outcome,
        outcomeDays: form.outcomeDays,
        ...(form.at ? { at: new Date(form.at).toISOString() } : {}),
      });
      navigate(`/group-posts/${post.id}`);
    });
  const mine = groups.data?.groups ?? [];
  return (
    <form
      className="min-h-0 flex-1 overflow-y-auto"
      onSubmit={(e) => {
        e.preventDefault();
        void launch();
      }}
    >
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 p-4 pb-8">
        <Field label={words.name} hint={words.nameHint} required>
          <Input value={form.name} maxLength={60} onChange={(e) => change({ name: e.target.value })} />
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.whom}</legend>
          <Select
            aria-label={words.whom}
            className="w-44"
            value={form.whose}
            onChange={(e) => change({ whose: e.target.value as Form['whose'], chosen: new Set() })}
            options={[
              { value: 'mine', label: words.mine },
              ...(everybody
                ? [{ value: 'all', label: words.all }]
                : led.may('group_posts')
                  ? [{ value: 'all', label: words.led }]
                  : []),
            ]}
          />
          {groups.data && mine.length === 0 ? (
            <p className="text-text-3">{words.noGroups}</p>
          ) : (
            <GroupChoice
              groups={mine}
              chosen={form.chosen}
              onChosen={(chosen) => change({ chosen })}
              label={form.chosen.size === 0 ? words.every : words.some(form.chosen.size)}
            />
          )}
        </fieldset>
        <ContentFields value={form} onChange={change} sendFile={sendFile} />
        <Field label={common.holdOut} hint={form.holdOut === 0 ? words.holdOutNone : words.holdOut}>
          <div className="flex flex-wrap items-center gap-3">
            <HoldOutSlider
              value={form.holdOut}
              onValue={(holdOut) => change({ holdOut })}
              text={share(form.holdOut)}
            />
            <output className="tabular text-dense">{share(form.holdOut)}</output>
          </div>
        </Field>
        <div className="flex flex-wrap gap-4">
          <Field label={common.outcome} className="w-56">
            <Select
              value={form.outcome}
              onChange={(e) => change({ outcome: e.target.value as Form['outcome'] })}
              options={Object.entries(common.outcomes).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field label={common.days} className="w-28">
            <Input
              type="number"
              min={1}
              max={90}
              value={form.outcomeDays}
              onChange={(e) => change({ outcomeDays: Number(e.target.value) })}
            />
          </Field>
        </div>
        <div>
          <Checkbox checked={form.confirm} onChecked={(on) => change({ confirm: on })}>
            {words.confirm}
          </Checkbox>
          <p className="mt-1 text-small text-text-3">{words.confirmHint}</p>
        </div>
        <Field label={common.schedule} hint={common.scheduleHint} optional>
          <Input
            type="datetime-local"
            value={form.at}
            onChange={(e) => change({ at: e.target.value })}
            className="!w-60"
          />
        </Field>
        {preview && <GroupPreview preview={preview} />}
        <div className="flex flex-wrap gap-2">
          <Button look="solid" type="submit" disabled={!ready} busy={busy}>
            {words.launch}
          </Button>
          <Button disabled={!ready || busy} onClick={() => void look()}>
            {words.preview}
          </Button>
        </div>
      </div>
    </form>
  );
}
