// What has to hold of requests as they are kept: P5, P7, P12, P13 and P14, over random flows and acts through the real door.
import { randomUUID } from 'node:crypto';
import { approvals, type Act } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTaskId, ApprovalTemplateId } from '@teahouse/contract/ids';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { eventHash } from './commands/keep.ts';

// One run here is some fifteen requests to a real database: a fraction of the runs of the pure engine.
const runs = Math.max(12, Math.round(Number(process.env['APPROVALS_RUNS'] ?? 3_000) / 250));
const PEOPLE = 5;
const SECRET = 'fresh-oolong-secret';

let world: World;
let corp: Company;
let people: Person[];
beforeAll(async () => {
  world = await openWorld();
  corp = await world.company();
  people = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await corp.hire(`成员${i}`));
});
afterAll(() => world.close());

const someone = fc.integer({ min: 0, max: PEOPLE - 1 });
const scene = fc.record({
  steps: fc.array(
    fc.record({
      who: fc.uniqueArray(fc.integer({ min: 1, max: PEOPLE - 1 }), { minLength: 1, maxLength: 3 }),
      mode: fc.constantFrom('any' as const, 'all' as const, 'seq' as const),
      hidden: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  away: fc.option(fc.record({ from: fc.integer({ min: 1, max: PEOPLE - 1 }), to: someone })),
  acts: fc.array(fc.record({ what: fc.integer({ min: 0, max: 6 }), pick: fc.nat(9), other: someone }), {
    minLength: 2,
    maxLength: 6,
  }),
  publishAt: fc.nat(5),
});
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

const flowOf = (steps: Scene['steps'], shift = 0): Flow =>
  Flow.parse({
    form: [
      { id: 'open', kind: 'text', label: '公开' },
      { id: 'secret', kind: 'text', label: '保密' },
    ],
    nodes: steps.map((s, i) => ({
      kind: 'approve',
      id: `s${i}`,
      name: `步骤${i}`,
      mode: s.mode,
      who: [{ by: 'user', ids: s.who.map((w) => people[1 + ((w - 1 + shift) % (PEOPLE - 1))]!.id) }],
      self: 'allow',
      fields: s.hidden ? { secret: 'hide' } : {},
    })),
    settings: { summary: ['open', 'secret'], dedupe: 'off' },
  });

interface Line {
  seq: number;
  type: string;
  actor: string | null;
  on_behalf_of: string | null;
  payload: { type: string; task?: { id: string; principal: string } | string };
  files: string[];
  at: Date;
  prev_hash: string;
  hash: string;
}
const rowsOf = async <T extends object>(text: string, id: ApprovalId): Promise<T[]> =>
  await world.house.db.asOwner<T>(text, [corp.id, id]);
const journal = async (id: ApprovalId): Promise<Line[]> =>
  await rowsOf<Line>(
    'select * from approval_events where corp_id = $1 and approval_id = $2 order by seq',
    id,
  );

async function publish(templateId: ApprovalTemplateId, flow: Flow) {
  const kept = { templateId, name: '试', en: null, about: '', flow };
  await corp.owner.call(approvalsAdmin.saveTemplate, kept);
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId });
}

const openTasks = async (id: ApprovalId) =>
  await rowsOf<{ id: ApprovalTaskId; agent: string; principal: string }>(
    `select id, agent, principal from approval_tasks where corp_id = $1 and approval_id = $2 and state = 'open' order by id`,
    id,
  );

function actOf(s: Scene['acts'][number], taskId: ApprovalTaskId): Act {
  const other = people[s.other]!.id;
  if (s.what === 4) return { do: 'transfer', taskId, to: other };
  if (s.what === 5) return { do: 'addSign', taskId, how: 'before', members: [other] };
  if (s.what === 6) return { do: 'reject', taskId, comment: '不行' };
  return { do: 'approve', taskId, comment: '好' };
}

/** P5: no gap in the journal, and each line carries the hash of the one before. */
function unbroken(lines: readonly Line[]) {
  let before = '';
  for (const [i, l] of lines.entries()) {
    expect(l.seq, 'P5').toBe(i + 1);
    expect(l.prev_hash, 'P5').toBe(before);
    const { seq, actor, at, files } = l;
    expect(eventHash(before, { seq, actor, at, payload: JSON.stringify(l.payload), files }), 'P5').toBe(
      l.hash,
    );
    before = l.hash;
  }
}

/** P14: who takes part only through steps that hide a field never reads it. */
async function nobodyPeeks(id: ApprovalId, s: Scene) {
  const tasks = await rowsOf<{ agent: string; principal: string; node: string }>(
    'select agent, principal, node from approval_tasks where corp_id = $1 and approval_id = $2',
    id,
  );
  for (const [i, person] of people.entries()) {
    const mine = tasks.filter((t) => t.agent === person.id || t.principal === person.id);
    const sees = i === 0 || mine.some((t) => !s.steps[Number(t.node.slice(1))]!.hidden);
    if (mine.length === 0 && i !== 0) continue;
    const shown = [await person.call(approvals.getApproval, { approvalId: id })] as unknown[];
    for (const box of ['todo', 'done', 'mine'] as const) {
      const { body } = await person.call(approvals.listApprovals, { box });
      shown.push(body.approvals.filter((a) => a.id === id));
    }
    expect(JSON.stringify(shown).includes(SECRET), 'P14').toBe(sees);
  }
}

test(`a repeat, a new version, a stand-in and a hidden field keep their promises over ${runs} random requests`, async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (s) => {
      const flow = flowOf(s.steps);
      const made = await corp.owner.call(approvalsAdmin.createTemplate, { name: '试', flow });
      const templateId = made.body.id;
      await corp.owner.call(approvalsAdmin.publishTemplate, { templateId });
      const away = s.away && s.away.from !== s.away.to ? s.away : null;
      const span = { from: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z', templates: [templateId] };
      const deputy = away
        ? await people[away.from]!.call(approvals.addDelegation, { agent: people[away.to]!.id, ...span })
        : null;
      const [applicant] = people;
      const asked = { cid: randomUUID(), templateId, form: { open: '茶', secret: SECRET }, picks: {} };
      const { id } = (await applicant!.call(approvals.submitApproval, asked)).body;
      expect((await applicant!.call(approvals.submitApproval, asked)).body.id, 'P7').toBe(id);
      for (const [i, act] of s.acts.entries()) {
        if (i === s.publishAt) {
          const before = await journal(id);
          await publish(templateId, flowOf(s.steps, 1));
          expect(await journal(id), 'P12').toEqual(before);
        }
        const open = await openTasks(id);
        const task = open[act.pick % Math.max(1, open.length)];
        if (!task) break;
        const agent = people.find((p) => p.id === task.agent);
        if (!agent) break;
        const command = { approvalId: id, cid: randomUUID(), act: actOf(act, task.id) };
        const first = await agent.call(approvals.actOnApproval, command);
        const after = await journal(id);
        if (first.status === 200) {
          const second = await agent.call(approvals.actOnApproval, command);
          expect([second.status, second.body], 'P7').toEqual([200, first.body]);
        }
        expect(await journal(id), 'P7').toEqual(after);
        const word = after.findLast((l) => l.type === 'task_decided' && l.payload.task === task.id);
        if (word)
          expect([word.actor, word.on_behalf_of ?? word.actor], 'P13').toEqual([task.agent, task.principal]);
        unbroken(after);
      }
      const seen = await applicant!.call(approvals.getApproval, { approvalId: id });
      expect(seen.body.version, 'P12').toBe(1);
      const asks = new Set(
        flow.nodes
          .flatMap((n) => (n.kind === 'approve' ? n.who : []))
          .flatMap((r) => (r.by === 'user' ? r.ids : [])),
      );
      for (const l of await journal(id)) {
        const { task } = l.payload;
        // Whoever a version of a request names is of that version, whatever was published since.
        if (
          l.type === 'task_opened' &&
          typeof task === 'object' &&
          (l.payload as { queued?: boolean }).queued
        )
          expect(asks.has(task.principal as never), 'P12').toBe(true);
      }
      await nobodyPeeks(id, s);
      if (deputy)
        await people[away!.from]!.call(approvals.removeDelegation, { delegationId: deputy.body.id });
    }),
    { numRuns: runs },
  );
}, 3_600_000);
