import type { InputOf } from '../../../../contract/src/define.ts';
import type { CustomerTagId } from '../../../../contract/src/ids.ts';
import type { Journey, journeys } from '../../../../contract/src/journeys.ts';
import { anybody, type AudienceForm, audienceIn, audienceOf } from './audience-form.ts';
import { type ContentForm, contentsIn, contentsOf, noContent } from './compose-form.ts';

type Plan = InputOf<typeof journeys.createJourney>['plan'];

export interface StepForm extends ContentForm {
  key: number;
  day: number;
  at: string;
}

/** What stands in the form; '' means none. */
export interface JourneyForm extends AudienceForm {
  name: string;
  holdOut: number;
  anchor: Plan['anchor'];
  anchorTagId: string;
  already: boolean;
  stopOnReply: boolean;
  stopOnUntag: boolean;
  confirm: boolean;
  steps: readonly StepForm[];
}

export const blankStep = (key: number, day: number): StepForm => ({ ...noContent, key, day, at: '10:00' });

export const blankJourney: JourneyForm = {
  ...anybody,
  name: '',
  holdOut: 1_000,
  anchor: 'added',
  anchorTagId: '',
  already: false,
  stopOnReply: true,
  stopOnUntag: true,
  confirm: false,
  steps: [1, 3, 7].map((day) => blankStep(day, day)),
};

export function formOf({ name, holdOut, draft, plan }: Journey): JourneyForm {
  const shown = draft ?? plan;
  if (!shown) return { ...blankJourney, name, holdOut };
  return {
    name,
    holdOut,
    ...audienceIn(shown.audience ?? {}),
    anchor: shown.anchor,
    anchorTagId: shown.anchorTagId ?? '',
    already: shown.already ?? false,
    stopOnReply: shown.stopOnReply ?? true,
    stopOnUntag: shown.stopOnUntag ?? true,
    confirm: shown.confirm ?? false,
    steps: shown.steps.map((s, key) => ({ ...contentsIn(s.contents), key, day: s.day, at: s.at })),
  };
}

/** What is sent to the server; undefined while something is missing. */
export function planOf(form: JourneyForm): Plan | undefined {
  const steps = form.steps.map((s) => ({ day: s.day, at: s.at, contents: contentsOf(s) }));
  if (!form.name.trim() || steps.length === 0 || steps.some((s) => s.contents.length === 0 || !s.at))
    return undefined;
  if (form.anchor === 'tagged' && !form.anchorTagId) return undefined;
  return {
    audience: audienceOf(form),
    anchor: form.anchor,
    anchorTagId: form.anchor === 'tagged' ? (form.anchorTagId as CustomerTagId) : null,
    already: form.already,
    stopOnReply: form.stopOnReply,
    stopOnUntag: form.stopOnUntag,
    confirm: form.confirm,
    steps,
  };
}
