import type { Door } from '../../../kernel/realtime/socket-part.ts';
import { system } from '../../../kernel/work.ts';

const EVERY_MS = 5_000;
/** Clocks of replicas differ a little, and a commit may follow the moment it carries. */
const MARGIN_MS = 30_000;
const BACK = 'replica.back';

/**
 * While hints do not travel, private events come from the database: every few seconds, and once more when the way is back. A replica
 * that was cut off says so afterwards, because its hints of that time have reached nobody. Devices drop what they have by its usn.
 */
export class MissedMemberEvents {
  readonly #door: Door;
  readonly #timer: NodeJS.Timeout;
  /** ms; since when hints may have been missed */
  #since: number | undefined;

  constructor(door: Door) {
    this.#door = door;
    this.#timer = setInterval(() => {
      if (!door.bus.connected) void this.#look((this.#since ??= Date.now() - EVERY_MS));
    }, EVERY_MS);
    door.bus.whenBack(() => {
      const since = this.#since ?? Date.now() - EVERY_MS;
      this.#since = undefined;
      door.bus.publish(BACK, { since });
    });
    door.bus.subscribe(BACK, (hint) => void this.#look((hint as { since: number }).since));
  }

  async #look(since: number): Promise<void> {
    for (const corpId of this.#door.corpsOnline()) {
      const online = [...this.#door.membersOnline(corpId).keys()];
      try {
        const rows = await this.#door.openWork(corpId, system, (work) =>
          work.sql<{ member_id: string; usn: number; kind: string; body: Record<string, unknown> }>(
            `select member_id, usn, kind, body from member_events
              where corp_id = $1 and member_id = any($2) and at > $3 order by member_id, usn`,
            [corpId, online, new Date(since - MARGIN_MS)],
          ),
        );
        for (const { member_id, usn, kind, body } of rows)
          for (const c of this.#door.connectionsOf(corpId, member_id))
            c.send({ t: 'user', usn, k: kind, b: body });
      } catch (error) {
        this.#door.log.warn({ err: error }, 'looking for missed private events failed');
      }
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
