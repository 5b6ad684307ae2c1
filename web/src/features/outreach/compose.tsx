import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Broadcast } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { AudienceFields } from './audience-fields.tsx';
import { blank, type Composed, composedOf, inputOf, share } from './compose-form.ts';
import { ContentFields, type SendFile } from './content-fields.tsx';
import { HoldOutField } from './hold-out-field.tsx';
import { type Preview, PreviewBox } from './preview-box.tsx';
import { useOutreachWords } from './words.ts';

/** Writes a broadcast: to whom, what, when, and how its effect will be known. */
export function Compose({ broadcast, sendFile }: { broadcast?: Broadcast; sendFile: SendFile }) {
  const words = useOutreachWords();
  const [, navigate] = useLocation();
  const [composed, setComposed] = useState<Composed>(() => (broadcast ? composedOf(broadcast) : blank));
  const [id, setId] = useState(broadcast?.id);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Composed>) => {
    setPreview(null);
    setComposed((c) => ({ ...c, ...part }));
  };
  const input = inputOf(composed);
  const during = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  const save = async () => {
    const saved = id
      ? await api.outreach.changeBroadcast({ broadcastId: id, ...input! })
      : await api.outreach.createBroadcast(input!);
    setId(saved.id);
    return saved.id;
  };
  const keep = () =>
    during(async () => {
      await save();
      toast(words.saved, { tone: 'ok' });
    });
  const look = () =>
    during(async () => setPreview(await api.outreach.previewBroadcast({ broadcastId: await save() })));
  const launch = () =>
    during(async () => {
      const broadcastId = await save();
      const now = await api.outreach.previewBroadcast({ broadcastId });
      setPreview(now);
      const yes = await confirm({
        title: words.launchSure(now.wouldSend + now.wouldWait),
        text: words.launchText,
        action: composed.at ? words.launchAt : words.launch,
      });
      if (!yes) return;
      const at = composed.at ? { at: new Date(composed.at).toISOString() } : {};
      await api.outreach.launchBroadcast({ broadcastId, ...at });
      navigate(`/outreach/${broadcastId}`);
    });
  const remove = async () => {
    if (!id || !(await confirm({ title: words.removeSure, action: words.remove, danger: true }))) return;
    await during(async () => {
      await api.outreach.removeBroadcast({ broadcastId: id });
      navigate('/outreach');
    });
  };
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
          <Input value={composed.name} maxLength={60} onChange={(e) => change({ name: e.target.value })} />
        </Field>
        <AudienceFields led value={composed} onChange={change} />
        <ContentFields value={composed} onChange={change} sendFile={sendFile} />
        <HoldOutField value={composed.holdOut} onValue={(holdOut) => change({ holdOut })} />
        <div className="flex flex-wrap gap-4">
          <Field label={words.outcome} className="w-56">
            <Select
              value={composed.outcome}
              onChange={(e) => change({ outcome: e.target.value as Composed['outcome'] })}
              options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          <Field label={words.days} className="w-28">
            <Input
              type="number"
              min={1}
              max={90}
              value={composed.outcomeDays}
              onChange={(e) => change({ outcomeDays: Number(e.target.value) })}
            />
          </Field>
        </div>
        <div>
          <Checkbox checked={composed.confirm} onChecked={(on) => change({ confirm: on })}>
            {words.confirm}
          </Checkbox>
          <p className="mt-1 text-small text-text-3">{words.confirmHint}</p>
        </div>
        <Field label={words.schedule} hint={words.scheduleHint} optional>
          <Input
            type="datetime-local"
            value={composed.at}
            onChange={(e) => change({ at: e.target.value })}
            className="!w-60"
          />
        </Field>
        {preview && <PreviewBox preview={preview} />}
        {preview && preview.suggestedHoldOut !== composed.holdOut && (
          <Button
            size="small"
            className="self-start"
            onClick={() => change({ holdOut: preview.suggestedHoldOut })}
          >
            {words.suggested(share(preview.suggestedHoldOut))}
          </Button>
        )}
        <div className="flex flex-wrap gap-2">
          <Button look="solid" type="submit" disabled={!input} busy={busy}>
            {composed.at ? words.launchAt : words.launch}
          </Button>
          <Button disabled={!input || busy} onClick={() => void look()}>
            {words.preview}
          </Button>
          <Button disabled={!input || busy} onClick={() => void keep()}>
            {words.save}
          </Button>
          {id && (
            <Button look="warn" disabled={busy} onClick={() => void remove()}>
              {words.remove}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
