import type { AppRecord } from '../../../../contract/src/apps.ts';
import type { useAppsWords } from './words.ts';

export type AppDraft = ReturnType<typeof draftOf>;

/** The app as the form holds it: texts as typed, the range with names. */
export function draftOf(app: AppRecord) {
  return {
    name: app.name,
    description: app.description,
    logoFile: app.logoFile as string | null,
    logo: app.logo,
    homeUrl: app.homeUrl,
    trustedDomain: app.trustedDomain,
    range: { all: app.visible.all, ...app.range },
    scopes: app.scopes,
    allowedIps: app.allowedIps.join('\n'),
    callsPerMinute: String(app.callsPerMinute),
    enabled: app.enabled,
    sidebar: app.sidebar,
  };
}

type Faulty = 'name' | 'homeUrl' | 'trustedDomain' | 'allowedIps' | 'callsPerMinute';

/** What cannot be right, by field; the server has the last word. */
export function faultsOf(
  draft: AppDraft,
  words: ReturnType<typeof useAppsWords>,
): Partial<Record<Faulty, string>> {
  const faults: Partial<Record<Faulty, string>> = {};
  if (!draft.name.trim()) faults.name = words.name;
  if (draft.homeUrl && !(/^https?:\/\//i.test(draft.homeUrl) && URL.canParse(draft.homeUrl)))
    faults.homeUrl = words.badUrl;
  if (/[/\s]|^\w+:\D/.test(draft.trustedDomain)) faults.trustedDomain = words.badDomain;
  const bad = draft.allowedIps.split(/\s+/).find((line) => line && !/^[\da-f.:]+(\/\d{1,3})?$/i.test(line));
  if (bad) faults.allowedIps = words.badIps(bad);
  const calls = Number(draft.callsPerMinute);
  if (!/^\d+$/.test(draft.callsPerMinute) || calls < 1 || calls > 1_000_000)
    faults.callsPerMinute = words.badCalls;
  return faults;
}
