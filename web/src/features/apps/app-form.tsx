import { useState, type FormEvent } from 'react';
import { appScopes, scopeTexts } from '../../../../contract/src/app-scopes.ts';
import type { AppRecord } from '../../../../contract/src/apps.ts';
import type { InputOf } from '../../../../contract/src/define.ts';
import type { appsAdmin } from '../../../../contract/src/apps.ts';
import { api, failureText } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Checkbox, Switch } from '../../ui/toggle.tsx';
import type { Borrowed } from './apps-admin.tsx';
import { type AppDraft, draftOf, faultsOf } from './app-draft.ts';
import { LogoField } from './logo-field.tsx';
import { RangeField } from './range-field.tsx';
import { useAppsWords } from './words.ts';

type Change = InputOf<typeof appsAdmin.changeApp>;

/** What an administrator decides about an app. Built-in ones have no face and no range: they belong to the company. */
export function AppForm({
  app,
  onChanged,
  borrowed,
}: {
  app: AppRecord;
  onChanged: () => void;
  borrowed: Borrowed;
}) {
  const words = useAppsWords();
  const [kept, setKept] = useState(() => draftOf(app));
  const [draft, setDraft] = useState(kept);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const own = app.kind === 'self_built';
  const faults = tried ? faultsOf(draft, words) : {};
  const changed = JSON.stringify(draft) !== JSON.stringify(kept);
  const put = (part: Partial<AppDraft>) => setDraft({ ...draft, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOf(draft, words)).length) return;
    setBusy(true);
    try {
      const { range, allowedIps, callsPerMinute, name, logo: _, ...plain } = draft;
      const change = {
        ...plain,
        appId: app.id,
        allowedIps: allowedIps.split(/\s+/).filter(Boolean),
        callsPerMinute: Number(callsPerMinute),
        ...(own
          ? {
              name: name.trim(),
              visible: {
                all: range.all,
                memberIds: range.members.map((m) => m.id),
                departmentIds: range.departments.map((d) => d.id),
                tagIds: range.tags.map((t) => t.id),
              },
            }
          : {}),
      } as Change;
      const after = draftOf(await api.appsAdmin.changeApp(change));
      setKept(after);
      setDraft(after);
      setTried(false);
      onChanged();
      toast(words.saved, { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(e) => void save(e)} className="flex flex-col gap-4" noValidate>
      {own && (
        <>
          <Field label={words.name} required error={faults.name}>
            <Input value={draft.name} maxLength={32} onChange={(e) => put({ name: e.target.value })} />
          </Field>
          <Field label={words.description} hint={words.descriptionHint}>
            <Input
              value={draft.description}
              maxLength={120}
              onChange={(e) => put({ description: e.target.value })}
            />
          </Field>
          <LogoField app={app} logo={draft.logo} onLogo={(logoFile, logo) => put({ logoFile, logo })} />
          <Field label={words.homeUrl} hint={words.homeUrlHint} error={faults.homeUrl}>
            <Input
              type="url"
              value={draft.homeUrl}
              maxLength={1024}
              placeholder="https://"
              onChange={(e) => put({ homeUrl: e.target.value.trim() })}
            />
          </Field>
          <Field label={words.trustedDomain} hint={words.trustedDomainHint} error={faults.trustedDomain}>
            <Input
              value={draft.trustedDomain}
              maxLength={253}
              onChange={(e) => put({ trustedDomain: e.target.value.trim() })}
            />
          </Field>
          <SettingLine title={words.sidebar} hint={words.sidebarHint} bare>
            <Switch
              aria-label={words.sidebar}
              checked={draft.sidebar}
              onChecked={(sidebar) => put({ sidebar })}
            />
          </SettingLine>
          <RangeField range={draft.range} onRange={(range) => put({ range })} borrowed={borrowed} />
        </>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-dense font-medium text-text-2">{words.access}</legend>
        {appScopes.map((scope) => (
          <Checkbox
            key={scope}
            checked={draft.scopes.includes(scope)}
            onChecked={(on) =>
              put({ scopes: on ? [...draft.scopes, scope] : draft.scopes.filter((s) => s !== scope) })
            }
          >
            {scopeTexts[scope][locale()]} <code className="font-mono text-small text-text-3">{scope}</code>
          </Checkbox>
        ))}
      </fieldset>
      <Field label={words.allowedIps} hint={words.allowedIpsHint} error={faults.allowedIps}>
        <Textarea
          rows={3}
          value={draft.allowedIps}
          spellCheck={false}
          onChange={(e) => put({ allowedIps: e.target.value })}
        />
      </Field>
      <Field label={words.callsPerMinute} hint={words.callsPerMinuteHint} error={faults.callsPerMinute}>
        <Input
          inputMode="numeric"
          value={draft.callsPerMinute}
          maxLength={7}
          onChange={(e) => put({ callsPerMinute: e.target.value.trim() })}
        />
      </Field>
      <SettingLine title={words.enabled} hint={words.enabledHint} bare>
        <Switch
          aria-label={words.enabled}
          checked={draft.enabled}
          onChecked={(enabled) => put({ enabled })}
        />
      </SettingLine>
      <div className="sticky bottom-0 -mx-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-5 py-3">
        <span role="status" className="min-w-0 flex-1 text-small text-text-2">
          {changed ? words.unsaved : ''}
        </span>
        {changed && <Button onClick={() => setDraft(kept)}>{words.undo}</Button>}
        <Button type="submit" look="solid" busy={busy} disabled={!changed}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
