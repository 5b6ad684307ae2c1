// The holidays of mainland China as the General Office of the State Council announced them. Data, not computation: next year's are
// unknown until they are announced, usually in November.
// 2025: 国办发明电〔2024〕12号, 2024-11-12. 2026: 国办发明电〔2025〕7号, 2025-11-04. Which of the days off are statutory (paid threefold) follows
// the 全国年节及纪念日放假办法 as revised on 2024-11-10 (国务院令第795号): thirteen days a year.
import type { HolidayDay } from '@teahouse/contract/attendance-shapes';

interface Block {
  name: string;
  /** first and last day off, MM-DD */
  off: readonly [string, string];
  statutory: readonly string[];
  /** weekend days that are worked instead */
  work?: readonly string[];
}

export interface ShippedYear {
  year: number;
  version: string;
  source: string;
  days: readonly HolidayDay[];
}

const announced: { year: number; source: string; blocks: readonly Block[] }[] = [
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    blocks: [
      { name: '元旦', off: ['01-01', '01-01'], statutory: ['01-01'] },
      {
        name: '春节',
        off: ['01-28', '02-04'],
        statutory: ['01-28', '01-29', '01-30', '01-31'],
        work: ['01-26', '02-08'],
      },
      { name: '清明节', off: ['04-04', '04-06'], statutory: ['04-04'] },
      { name: '劳动节', off: ['05-01', '05-05'], statutory: ['05-01', '05-02'], work: ['04-27'] },
      { name: '端午节', off: ['05-31', '06-02'], statutory: ['05-31'] },
      {
        name: '国庆节、中秋节',
        off: ['10-01', '10-08'],
        statutory: ['10-01', '10-02', '10-03', '10-06'],
        work: ['09-28', '10-11'],
      },
    ],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    blocks: [
      { name: '元旦', off: ['01-01', '01-03'], statutory: ['01-01'], work: ['01-04'] },
      {
        name: '春节',
        off: ['02-15', '02-23'],
        statutory: ['02-16', '02-17', '02-18', '02-19'],
        work: ['02-14', '02-28'],
      },
      { name: '清明节', off: ['04-04', '04-06'], statutory: ['04-05'] },
      { name: '劳动节', off: ['05-01', '05-05'], statutory: ['05-01', '05-02'], work: ['05-09'] },
      { name: '端午节', off: ['06-19', '06-21'], statutory: ['06-19'] },
      { name: '中秋节', off: ['09-25', '09-27'], statutory: ['09-25'] },
      {
        name: '国庆节',
        off: ['10-01', '10-07'],
        statutory: ['10-01', '10-02', '10-03'],
        work: ['09-20', '10-10'],
      },
    ],
  },
];

export const china: readonly ShippedYear[] = announced.map(({ year, source, blocks }) => ({
  year,
  version: `cn-${year}.1`,
  source,
  days: blocks
    .flatMap(({ name, off, statutory, work = [] }) => [
      ...stretch(year, off).map((day): HolidayDay => ({
        day,
        kind: statutory.includes(day.slice(5)) ? 'statutory' : 'rest',
        name,
      })),
      ...work.map((day): HolidayDay => ({ day: `${year}-${day}`, kind: 'work', name: `${name}调休` })),
    ])
    .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
}));

/** Beyond the last announcement only holidays with a fixed date are certain; those that follow the moon are not in here. */
export const fixedDates: ReadonlyMap<string, string> = new Map([
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
]);

function stretch(year: number, [from, to]: readonly [string, string]): string[] {
  const out: string[] = [];
  for (let t = Date.parse(`${year}-${from}`); t <= Date.parse(`${year}-${to}`); t += 86_400_000)
    out.push(new Date(t).toISOString().slice(0, 10));
  return out;
}
