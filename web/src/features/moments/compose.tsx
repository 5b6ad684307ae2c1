import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { DepartmentId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { findColleagues, findDepartments } from '../../ui/form/find-choices.ts';
import { PickField } from '../../ui/form/pick-field.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { blank, type Composed, inputOf, type SendFile } from './moment-form.ts';
import { useMomentWords } from './words.ts';

/** Writes a moment: what, by whom, to whom and when. */
export function Compose({ sendFile }: { sendFile: SendFile }) {
  const words = useMomentWords();
  const [, navigate] = useLocation();
  const everybody = useSession((s) => s.me?.rights.includes('outreach') === true);
  const [composed, setComposed] = useState<Composed>(blank);
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const tags = useLoaded('moment-tags', () => api.customers.listCustomerTags({}));
  const policy = useLoaded('moment-policy', () => api.moments.getMomentPolicy({}));
  const change = (part: Partial<Composed>) => setComposed((c) => ({ ...c, ...part }));
  const input = inputOf(composed);
  const publish = async () => {
    if (!input) return;
    setBusy(true);
    try {
      const made = await api.moments.createMoment(input);
      navigate(`/moments/${made.id}`);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      setBusy(false);
    }
  };
  const allowAutomatic = async (automatic: boolean) => {
    try {
      await api.moments.setMomentPolicy({ automatic });
      if (!automatic) change({ automatic });
      policy.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const add = async (chosen: FileList | null) => {
    setBusy(true);
    const files = [...composed.files];
    for (const file of [...(chosen ?? [])].slice(0, 9 - files.length)) {
      const answer = await sendFile(file);
      if ('failure' in answer) toast(answer.failure, { tone: 'danger' });
      else files.push({ ...answer.file, alt: '' });
    }
    change({ files });
    setBusy(false);
  };
  return (
    <form
      className="min-h-0 flex-1 overflow-y-auto"
      onSubmit={(e) => {
        e.preventDefault();
        void publish();
      }}
    >
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-4 pb-8">
        <Field label={words.text}>
          <Textarea
            value={composed.text}
            maxLength={2_000}
            rows={5}
            onChange={(e) => change({ text: e.target.value })}
          />
        </Field>
        <ul className="flex flex-col gap-2">
          {composed.files.map((f) => (
            <li key={f.fileId} className="flex items-end gap-2">
              <Field
                label={f.mime.startsWith('image/') ? words.alt(f.name) : f.name}
                className="min-w-0 flex-1"
              >
                <Input
                  value={f.alt}
                  maxLength={200}
                  disabled={!f.mime.startsWith('image/')}
                  onChange={(e) =>
                    change({
                      files: composed.files.map((x) => (x === f ? { ...f, alt: e.target.value } : x)),
                    })
                  }
                />
              </Field>
              <IconButton
                label={words.removeFile(f.name)}
                onClick={() => change({ files: composed.files.filter((x) => x !== f) })}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            </li>
          ))}
        </ul>
        <Button
          size="small"
          className="self-start"
          disabled={composed.files.length >= 9}
          icon={<ImagePlus aria-hidden className="size-3.5" />}
          onClick={() => picker.current?.click()}
        >
          {words.addFile}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          accept="image/*,video/*"
          aria-label={words.addFile}
          className="sr-only"
          tabIndex={-1}
          onChange={(e) => {
            void add(e.target.files);
          }}
        />
        <div className="flex flex-wrap gap-4">
          <Field label={words.linkTitle} optional className="min-w-40 flex-1">
            <Input
              value={composed.linkTitle}
              maxLength={200}
              onChange={(e) => change({ linkTitle: e.target.value })}
            />
          </Field>
          <Field label={words.linkUrl} optional className="min-w-40 flex-1">
            <Input
              type="url"
              placeholder="https://"
              value={composed.linkUrl}
              onChange={(e) => change({ linkUrl: e.target.value })}
            />
          </Field>
        </div>
        {everybody && (
          <Field label={words.kind}>
            <Select
              value={composed.kind}
              onChange={(e) => change({ kind: e.target.value as Composed['kind'] })}
              options={[
                { value: 'own', label: words.own },
                { value: 'task', label: words.task },
              ]}
            />
          </Field>
        )}
        {composed.kind === 'task' && (
          <>
            <div className="flex flex-col gap-1">
              <span className="text-dense font-medium text-text-2">{words.people}</span>
              <PickField
                label={words.people}
                find={findColleagues}
                max={1_000}
                value={composed.memberIds}
                onValue={(memberIds) => change({ memberIds: memberIds as MemberId[] })}
              />
            </div>
            <div className="flex flex-col gap-1">
              <span className="text-dense font-medium text-text-2">{words.departments}</span>
              <PickField
                label={words.departments}
                find={findDepartments}
                max={100}
                value={composed.departmentIds}
                onValue={(ids) => change({ departmentIds: ids as DepartmentId[] })}
              />
            </div>
            {policy.data && (
              <Checkbox checked={policy.data.automatic === true} onChecked={(on) => void allowAutomatic(on)}>
                {words.policy}
              </Checkbox>
            )}
            {policy.data?.automatic && (
              <Checkbox checked={composed.automatic} onChecked={(automatic) => change({ automatic })}>
                {words.automatic}
              </Checkbox>
            )}
          </>
        )}
        <div className="flex flex-wrap gap-4">
          <Field label={words.tag} className="w-52">
            <Select
              value={composed.tagId}
              onChange={(e) => change({ tagId: e.target.value })}
              options={[
                { value: '', label: words.anyTag },
                ...(tags.data?.tags ?? []).map((t) => ({ value: t.id, label: `${t.group} / ${t.name}` })),
              ]}
            />
          </Field>
          <Field label={words.schedule} optional className="w-60">
            <Input
              type="datetime-local"
              value={composed.at}
              onChange={(e) => change({ at: e.target.value })}
            />
          </Field>
        </div>
        <Field label={words.holdOut} hint={words.holdOutHint}>
          <Input
            type="number"
            min={0}
            max={50}
            value={composed.holdOut}
            onChange={(e) => change({ holdOut: e.target.value })}
            className="!w-28"
          />
        </Field>
        <Button look="solid" type="submit" className="self-start" disabled={!input} busy={busy}>
          {words.publish}
        </Button>
      </div>
    </form>
  );
}
