// What a template says, as the dialog changes it.
import type {
  AdminJournalTemplate,
  JournalTemplateFacts,
} from '../../../../../contract/src/journals-admin.ts';

export type AdminTemplate = AdminJournalTemplate;
export type Facts = JournalTemplateFacts;
export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY';

export const freqOf = ({ schedule }: Pick<Facts, 'schedule'>): Freq =>
  (/FREQ=(\w+)/.exec(schedule.rule)?.[1] ?? 'DAILY') as Freq;

/** The Monday of this week, on the wall of whoever looks. */
function thisMonday(): string {
  const day = new Date();
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  return new Intl.DateTimeFormat('sv').format(day);
}

export const fresh = (): Facts => ({
  name: '',
  en: null,
  controls: [{ id: 'done', kind: 'textarea', label: '', required: true }],
  schedule: {
    rule: 'FREQ=DAILY',
    startsOn: thisMonday(),
    workdays: true,
    dueAfter: 0,
    dueTime: '20:00',
    remindMinutes: 60,
  },
  receivers: [{ by: 'manager' }],
  scope: { all: true, memberIds: [], departmentIds: [] },
  exempt: [],
  managers: [],
});
