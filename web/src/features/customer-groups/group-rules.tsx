import { Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { GroupSettings } from '../../../../contract/src/customer-groups.ts';
import type { ChatId, FileId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FilesField } from '../../ui/form/files-field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useGroupWords } from './words.ts';

const listed = (text: string) =>
  text
    .split(/[,，、\n]/)
    .map((w) => w.trim())
    .filter(Boolean);

interface Draft {
  welcome: string;
  welcomeFiles: FileId[];
  gap: string;
  replies: { words: string; how: 'exact' | 'contains'; text: string }[];
  links: boolean;
  banned: string;
  flood: string;
  warnings: string;
}

const toDraft = ({ welcome, welcomeFiles, welcomeGap, replies, rules }: GroupSettings): Draft => ({
  welcome,
  welcomeFiles,
  gap: String(welcomeGap),
  replies: replies.map((r) => ({ ...r, words: r.words.join('，') })),
  links: rules.links,
  banned: rules.banned.join('，'),
  flood: rules.flood === null ? '' : String(rules.flood),
  warnings: String(rules.warnings),
});

const toSettings = (d: Draft): GroupSettings => ({
  welcome: d.welcome,
  welcomeFiles: d.welcomeFiles,
  welcomeGap: Number(d.gap) || 0,
  replies: d.replies
    .map((r) => ({ ...r, words: listed(r.words) }))
    .filter((r) => r.words.length && r.text.trim()),
  rules: {
    links: d.links,
    banned: listed(d.banned),
    flood: d.flood.trim() ? Number(d.flood) : null,
    warnings: Number(d.warnings) || 0,
  },
});

/** What a group does by itself: the welcome, answers to keywords, rules for customers. */
export function GroupRules({
  chatId,
  settings,
  mayChange,
}: {
  chatId: ChatId;
  settings: GroupSettings;
  mayChange: boolean;
}) {
  const words = useGroupWords();
  const [draft, setDraft] = useState(() => toDraft(settings));
  const [busy, setBusy] = useState(false);
  const put = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }));
  const putReply = (at: number, part: Partial<Draft['replies'][number]>) =>
    put({ replies: draft.replies.map((r, i) => (i === at ? { ...r, ...part } : r)) });
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      await api.customerGroups.changeCustomerGroup({ chatId, settings: toSettings(draft) });
      toast(words.saved, { tone: 'ok' });
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const number = (key: 'gap' | 'flood' | 'warnings', label: string, min: number, max: number) => (
    <Field label={label}>
      <Input
        type="number"
        min={min}
        max={max}
        value={draft[key]}
        onChange={(e) => put({ [key]: e.target.value })}
      />
    </Field>
  );
  return (
    <form onSubmit={(e) => void save(e)}>
      <fieldset disabled={!mayChange} className="flex flex-col gap-4">
        <Field label={words.welcome} hint={words.welcomeHint}>
          <Textarea
            rows={3}
            maxLength={4_000}
            value={draft.welcome}
            onChange={(e) => put({ welcome: e.target.value })}
          />
        </Field>
        <div className="flex flex-col gap-1.5">
          <p className="text-dense font-medium text-text-2">{words.welcomeFiles}</p>
          <FilesField
            label={words.welcomeFiles}
            max={9}
            value={draft.welcomeFiles}
            onValue={(welcomeFiles) => put({ welcomeFiles })}
          />
        </div>
        {number('gap', words.welcomeGap, 0, 1_440)}
        <h3 className="mt-2 font-medium">{words.replies}</h3>
        {draft.replies.map((r, at) => (
          // eslint-disable-next-line react/no-array-index-key -- replies have no name of their own
          <div key={at} className="flex flex-col gap-3 rounded-box border border-line p-3">
            <div className="flex flex-wrap items-end gap-2">
              <Field label={words.words} className="min-w-44 flex-1">
                <Input value={r.words} onChange={(e) => putReply(at, { words: e.target.value })} />
              </Field>
              <Field label={words.match}>
                <Select
                  value={r.how}
                  onChange={(e) => putReply(at, { how: e.target.value as 'exact' | 'contains' })}
                  options={(['contains', 'exact'] as const).map((value) => ({
                    value,
                    label: words.hows[value],
                  }))}
                />
              </Field>
              <IconButton
                label={words.removeReply(at + 1)}
                onClick={() => put({ replies: draft.replies.filter((_, i) => i !== at) })}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </div>
            <Field label={words.answer}>
              <Textarea
                rows={2}
                maxLength={2_000}
                value={r.text}
                onChange={(e) => putReply(at, { text: e.target.value })}
              />
            </Field>
          </div>
        ))}
        <div>
          <Button
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => put({ replies: [...draft.replies, { words: '', how: 'contains', text: '' }] })}
          >
            {words.addReply}
          </Button>
        </div>
        <h3 className="mt-2 font-medium">{words.rules}</h3>
        <p className="-mt-3 text-small text-text-3">{words.rulesText}</p>
        <Checkbox checked={draft.links} onChecked={(links) => put({ links })}>
          {words.links}
        </Checkbox>
        <Field label={words.banned}>
          <Textarea rows={2} value={draft.banned} onChange={(e) => put({ banned: e.target.value })} />
        </Field>
        {number('flood', words.flood, 2, 100)}
        {number('warnings', words.warnings, 0, 10)}
        {mayChange && (
          <div>
            <Button look="solid" type="submit" busy={busy}>
              {words.save}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
