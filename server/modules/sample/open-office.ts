import { calendar as calendarContract } from '@teahouse/contract/calendar';
import { tasks as tasksContract } from '@teahouse/contract/tasks';
import type { Ports } from '../../kernel/ports.ts';
import { system } from '../../kernel/work.ts';
import { startApproval } from '../approvals/index.ts';
import { calendar } from '../calendar/index.ts';
import { tasks } from '../tasks/index.ts';
import { actAs } from './act-as.ts';
import type { SampleCompany } from './open-sample.ts';

const HOUR = 3_600_000;

/** What waits on an ordinary day: requests to decide, tasks with a time, a meeting every week. */
export async function openOffice(ports: Ports, company: SampleCompany): Promise<void> {
  const { corpId, memberOf } = company;
  const now = await ports.openWork(corpId, system, async (work) => {
    await startApproval(work, {
      kind: 'purchase',
      applicant: memberOf('chenjie'),
      form: {
        what: '2 号冷柜压缩机',
        items: [{ name: '压缩机', spec: 'R290，1.5 匹', count: '1', price: { minor: '368000', cur: 'CNY' } }],
        amount: { minor: '368000', cur: 'CNY' },
      },
      subject: 'compressor',
    });
    await startApproval(work, {
      kind: 'supplies',
      applicant: memberOf('hechao'),
      form: { items: [{ name: '测温枪', count: '3' }], reason: '三家店各一把' },
      subject: 'thermometers',
    });
    await startApproval(work, {
      kind: 'supplies',
      applicant: memberOf('gaoyang'),
      form: { items: [{ name: '菜单夹', count: '30' }], reason: '旧的封面磨损' },
      subject: 'menus',
    });
    return work.now;
  });
  const later = (hours: number) => new Date(now.getTime() + hours * HOUR).toISOString();
  const as = (userid: string) => ({ corpId, memberId: memberOf(userid) });
  await actAs(ports, as('chenjie'), tasks, tasksContract.addTask, {
    title: '冷柜修好后复查三次温度',
    assignee: memberOf('wugang'),
    dueAt: later(26),
    checklist: ['上午 9 点', '下午 2 点', '晚上 8 点'].map((text, i) => ({ id: `${i}`, text, done: false })),
  });
  await actAs(ports, as('linxiaoyu'), tasks, tasksContract.addTask, {
    title: '三家店下周排班发到群里',
    assignee: memberOf('chenjie'),
    dueAt: later(50),
    watchers: [memberOf('zhaomin'), memberOf('gaoyang')],
  });
  await actAs(ports, as('zhouzhou'), tasks, tasksContract.addTask, {
    title: '给远帆科技报团餐菜单',
    dueAt: later(20),
  });
  // The next Monday, as the company's own calendar counts.
  const monday = new Date(now.getTime() + ((8 - now.getUTCDay()) % 7 || 7) * 24 * HOUR)
    .toISOString()
    .slice(0, 10);
  await actAs(ports, as('linxiaoyu'), calendar, calendarContract.createEvent, {
    title: '门店例会',
    start: `${monday}T09:00`,
    end: `${monday}T09:45`,
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    place: '西湖店二楼',
    attendees: ['chenjie', 'zhaomin', 'gaoyang', 'zhouzhou', 'wugang'].map(memberOf),
  });
}
