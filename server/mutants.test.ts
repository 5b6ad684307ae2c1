// A guarantee test is worth what it catches: each planted mistake must be seen by the same oracle that finds the real server clean.
import { expect, inject, test } from 'vitest';
import { type FaultRun, faultRun } from './testing/fault-run.ts';
import { type Mutant, plant } from './testing/mutate.ts';

interface Planted extends Mutant, FaultRun {
  name: string;
  /** what the oracle says */
  seen: RegExp;
}

const LANE = 'server/modules/messaging/log/append-lane.ts';
const FAN_OUT = 'server/modules/messaging/realtime/fan-out.ts';
const NO_LOOK_UP = [['if (repeat) return { event: repeat, fresh: false };', '']] as const;

const catalogue: Planted[] = [
  {
    name: 'repeats are not looked up',
    file: LANE,
    edits: NO_LOOK_UP,
    prepare: 'drop index chat_entries_client',
    faults: ['stored:2', 'stored:2'],
    seen: /is stored 2 times|acknowledged as/,
  },
  {
    name: 'repeats are not looked up, and only the index stands in the way',
    file: LANE,
    edits: NO_LOOK_UP,
    faults: ['stored:2', 'stored:2'],
    seen: /refused/,
  },
  {
    name: 'acknowledged before the commit',
    file: 'server/kernel/group-commit.ts',
    edits: [
      [
        'await Promise.all([...outcome.writes, tx.commit()]);',
        `await Promise.all(outcome.writes);
      batch.forEach((w, i) => { const r = results[i]!; if (!(r instanceof Failure)) w.resolve(r); });
      await new Promise((later) => setTimeout(later, 30));
      await faultPoint('stored');
      await tx.commit();`,
      ],
    ],
    faults: ['stored:3'],
    seen: /acknowledged .* is lost|acknowledged as/,
  },
  {
    name: 'listening only after the past was read',
    file: FAN_OUT,
    edits: [
      ['    topic.holding.set(connection, []);\n    topic.listeners.add(connection);\n', ''],
      ['for (const c of this.#door.connectionsOf(corpId, id)) topic.listeners.add(c);', 'void id;'],
      [
        'topic.members.has(connection.memberId))\n        topic.listeners.add(connection);',
        'topic.members.has(connection.memberId)) continue;',
      ],
      [
        "connection.send({ t: 'opened', c: chatId, s: page.seq",
        "topic.listeners.add(connection);\n      connection.send({ t: 'opened', c: chatId, s: page.seq",
      ],
    ],
    faults: ['caught-up:*:120'],
    seen: /a hole between/,
  },
  {
    name: 'what was held back is forgotten',
    file: FAN_OUT,
    edits: [['for (const frames of topic.holding.get(connection) ?? []) connection.write(frames);', '']],
    faults: ['caught-up:*:120'],
    seen: /a hole between/,
  },
];

test.each(catalogue)('$name: is caught', { timeout: 120_000 }, async ({ name, seen, ...planted }) => {
  const tree = await plant(planted);
  try {
    const verdict = await faultRun(inject('clusterUrl'), { ...planted, root: tree.root, settleMs: 6_000 });
    expect(verdict.broken.join('\n'), name).toMatch(seen);
  } finally {
    await tree.remove();
  }
});
