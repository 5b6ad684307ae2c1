// The journals a company finds on its first day. They remind nobody until an administrator wants that.
import type { JournalTemplateFacts } from '@teahouse/contract/journals-admin';

const long = (id: string, label: string, en: string, required = false) => ({
  id,
  kind: 'textarea' as const,
  label,
  en,
  required,
});
const files = { id: 'files', kind: 'file' as const, label: '附件', en: 'Files', required: false };
const toManager = { receivers: [{ by: 'manager' as const }, { by: 'deptHead' as const }] };
const everybody = { scope: { all: true, memberIds: [], departmentIds: [] }, exempt: [], managers: [] };

/** `monday` is one in the past or today: weeks run from it, days from its morning on. */
export const builtIns = (monday: string): { kind: 'daily' | 'weekly'; facts: JournalTemplateFacts }[] => [
  {
    kind: 'daily',
    facts: {
      name: '日报',
      en: 'Daily report',
      controls: [
        long('done', '今日工作', 'Done today', true),
        long('next', '明日计划', 'Plan for tomorrow'),
        long('help', '需协调的事', 'Help needed'),
        files,
      ],
      schedule: {
        rule: 'FREQ=DAILY',
        startsOn: monday,
        workdays: true,
        dueAfter: 0,
        dueTime: '20:00',
        remindMinutes: null,
      },
      ...toManager,
      ...everybody,
    },
  },
  {
    kind: 'weekly',
    facts: {
      name: '周报',
      en: 'Weekly report',
      controls: [
        long('done', '本周工作', 'Done this week', true),
        long('thoughts', '本周总结', 'Looking back'),
        long('next', '下周计划', 'Plan for next week'),
        long('help', '需协调的事', 'Help needed'),
        files,
      ],
      schedule: {
        rule: 'FREQ=WEEKLY',
        startsOn: monday,
        workdays: true,
        dueAfter: -2,
        dueTime: '20:00',
        remindMinutes: null,
      },
      ...toManager,
      ...everybody,
    },
  },
];
