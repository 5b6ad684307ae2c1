// The few rules people choose from, and their RFC 5545 words.
export const choices = ['never', 'daily', 'workdays', 'weekly', 'monthly', 'lastDay', 'yearly'] as const;
export type Choice = (typeof choices)[number] | 'other';

const rules: Partial<Record<Choice, string>> = {
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  lastDay: 'FREQ=MONTHLY;BYMONTHDAY=-1',
  yearly: 'FREQ=YEARLY',
};

export interface Repeat {
  rule: string | null;
  workdays: boolean;
}

/** Which choice a rule is, and the day it ends; rules that say more are kept as they are. */
export function choiceOf({ rule, workdays }: Repeat): { choice: Choice; until: string } {
  const parts = (rule ?? '').split(';').filter(Boolean);
  const until = parts.find((p) => p.startsWith('UNTIL='))?.slice(6) ?? '';
  const day = until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  const rest = parts.filter((p) => !p.startsWith('UNTIL=')).join(';');
  if (workdays) return { choice: 'workdays', until: day };
  if (!rest) return { choice: 'never', until: '' };
  const known = choices.find((c) => rules[c] === rest);
  return { choice: known ?? 'other', until: day };
}

/** The rule of a choice, to the end of a day where one is given. */
export function repeatOf(choice: Choice, until: string, was: Repeat): Repeat {
  if (choice === 'other') return was;
  if (choice === 'never') return { rule: null, workdays: false };
  const end = until ? `UNTIL=${until.replaceAll('-', '')}T235959Z` : '';
  const rule = [choice === 'workdays' ? 'FREQ=DAILY' : rules[choice], end].filter(Boolean).join(';');
  return { rule, workdays: choice === 'workdays' };
}
