// What a company's office has before a program comes: working hours, a kind of leave, and a journal that somebody has written.
import { randomUUID } from 'node:crypto';
import { Flow } from '../contract/src/approvals-shapes.ts';
import type { MemberId } from '../contract/src/ids.ts';
import type { Api } from '../sdk/src/client.ts';

export interface BackOffice {
  /** a request form with one text, "reason", which the owner decides on */
  template: string;
  /** whose journals they are, and the one the member has written: "盘点完毕 MARK" */
  journalTemplate: string;
  journal: string;
}

const RULE = '相容工时';
const LEAVE = '相容年假';
const hour = (n: number) => n * 3_600;

/** The owner opens the office to programs, once for a company; `mark` is the lane's. */
export async function openBackOffice(api: Api, mark: string): Promise<BackOffice> {
  const { rules } = await api.attendanceAdmin.listRules({});
  if (!rules.some((r) => r.name === RULE)) {
    const { departments } = await api.directoryAdmin.adminDepartments({});
    const root = departments.find((d) => d.parentId === null)!;
    const since = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
    // Nothing is asked of anybody before their first day.
    const { members } = await api.directoryAdmin.adminMembers({ limit: 100 });
    for (const { id } of members) await api.directoryAdmin.changeMember({ memberId: id, since });
    await api.attendanceAdmin.createRule({
      name: RULE,
      departments: [root.id],
      members: [],
      since,
      config: workingHours,
    });
    await api.attendanceLeave.createLeaveType({
      name: LEAVE,
      unit: 'hour',
      daySec: hour(8),
      balanced: true,
      debt: false,
    });
  }
  const me = await api.identity.me({});
  const name = `日报${mark}`;
  const { id } = await api.journalsAdmin.createJournalTemplate({
    name,
    controls: [{ id: 'done', kind: 'textarea', label: '今日工作', required: true }],
    schedule: { rule: 'FREQ=DAILY', startsOn: new Date().toISOString().slice(0, 10), dueTime: '23:59' },
    scope: { all: false, memberIds: [me.member.id] },
  });
  const { asked } = await api.journals.listAskedJournals({});
  const { cycle } = asked.find((a) => a.name === name)!;
  const written = { cycleId: cycle.id, form: { done: `盘点完毕 ${mark}` }, receivers: [] };
  const { journalId } = await api.journals.submitJournal(written);
  return { template: await publishedTemplate(api, me.member.id), journalTemplate: id, journal: journalId };
}

async function publishedTemplate(api: Api, owner: MemberId): Promise<string> {
  const { id } = await api.approvalsAdmin.createTemplate({
    name: '相容申请',
    flow: Flow.parse({
      form: [{ id: 'reason', kind: 'text', label: '事由', required: true }],
      nodes: [{ kind: 'approve', id: 'n1', name: '审批人', who: [{ by: 'user', ids: [owner] }] }],
      settings: {},
    }),
  });
  await api.approvalsAdmin.publishTemplate({ templateId: id });
  return id;
}

/** The owner agrees to the request with this number; fails where it does not wait for them. */
export async function agree(api: Api, no: string): Promise<void> {
  const { approvals } = await api.approvals.listApprovals({ box: 'todo' });
  const one = approvals.find((a) => a.no === no);
  if (!one?.task) throw new Error(`${no} does not wait for the owner`);
  await api.approvals.actOnApproval({
    approvalId: one.id,
    cid: randomUUID(),
    act: { do: 'approve', taskId: one.task.id, comment: '同意' },
  });
}

const workingHours = {
  kind: 'fixed' as const,
  zone: 'Asia/Shanghai',
  workdays: [0, 1, 2, 3, 4, 5, 6],
  shift: {
    sections: [{ start: hour(9), end: hour(18) }],
    rests: [{ start: hour(12), end: hour(13) }],
    aheadSec: hour(4),
    afterSec: hour(6),
  },
  hoursSec: hour(8),
  dayStartSec: hour(4),
  holidays: false,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception' as const,
  fieldPhoto: false,
  keepLocation: true,
  lateGraceSec: 0,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss' as const,
  tripNeedsPunch: false,
  overtime: { by: 'none' as const, offsetSec: 0, minSec: 0, maxSec: 0, unitSec: 1_800 },
  corrections: { perMonth: 3, withinDays: 31 },
};
