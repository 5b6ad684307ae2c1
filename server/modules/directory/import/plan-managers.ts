import type { Blame, CurrentMember, ManagerRef } from './import-plan.ts';
import type { RowFacts } from './read-row.ts';

/** Somebody of the company as it will be: a row of the file, or a member the file does not name. */
interface Node {
  ref: ManagerRef;
  row: number | undefined;
  name: string;
  userid: string;
  manager: Node | undefined;
}

/** Finds each row's manager among file and company, and the circles they would form. */
export class ManagerPlan {
  readonly #nodes = new Map<number, Node>();
  readonly #byUserid = new Map<string, Node>();
  readonly #byName = new Map<string, Node[]>();
  readonly #rows: readonly RowFacts[];

  constructor(
    rows: readonly RowFacts[],
    matched: ReadonlyMap<number, CurrentMember>,
    members: readonly CurrentMember[],
  ) {
    this.#rows = rows;
    const byId = new Map<string, Node>();
    for (const r of rows) {
      const member = matched.get(r.row);
      const userid = r.userid ?? member?.userid ?? '';
      const node: Node = {
        ref: member ? { id: member.id } : { row: r.row },
        row: r.row,
        name: r.name,
        userid,
        manager: undefined,
      };
      this.#nodes.set(r.row, node);
      if (member && !byId.has(member.id)) byId.set(member.id, node);
      this.#know(node);
    }
    for (const m of members) {
      if (m.status === 'left' || byId.has(m.id)) continue;
      const node: Node = {
        ref: { id: m.id },
        row: undefined,
        name: m.name,
        userid: m.userid,
        manager: undefined,
      };
      byId.set(m.id, node);
      this.#know(node);
    }
    for (const m of members) {
      const node = byId.get(m.id);
      if (node && m.managerId) node.manager = byId.get(m.managerId);
    }
  }

  /** The manager each row names, by row. */
  resolve(blame: Blame): Map<number, ManagerRef> {
    const found = new Map<number, ManagerRef>();
    const named: Node[] = [];
    for (const r of this.#rows) {
      if (!r.manager) continue;
      const manager = this.#find(r, blame);
      const node = this.#nodes.get(r.row)!;
      if (!manager) continue;
      node.manager = manager;
      named.push(node);
      found.set(r.row, manager.ref);
    }
    this.#refuseCircles(named, blame);
    return found;
  }

  #find(r: RowFacts, blame: Blame): Node | undefined {
    const text = r.manager!;
    // '张伟(zhangwei)' names both; the account decides.
    const inside = /^(.*?)[（(]([^()（）]+)[)）]$/.exec(text);
    const byUserid =
      this.#byUserid.get(text.toLowerCase()) ??
      (inside && this.#byUserid.get(inside[2]!.trim().toLowerCase()));
    if (byUserid) return byUserid;
    const called = this.#byName.get(text) ?? [];
    if (called.length === 1) return called[0];
    const code = called.length ? 'ambiguous_manager' : 'unknown_manager';
    blame(r.row, 'manager', code, { value: text.slice(0, 80) });
    return undefined;
  }

  /** One fault for each circle, at its last row in the file. */
  #refuseCircles(named: readonly Node[], blame: Blame): void {
    const state = new Map<Node, 'open' | 'done'>();
    for (const start of named) {
      const way: Node[] = [];
      let at: Node | undefined = start;
      while (at && !state.has(at)) {
        state.set(at, 'open');
        way.push(at);
        at = at.manager;
      }
      if (at && state.get(at) === 'open') {
        const circle = way.slice(way.indexOf(at));
        const last = circle.map((n) => n.row ?? 0).reduce((a, b) => Math.max(a, b));
        blame(last, 'manager', 'manager_cycle', {
          value: [...circle, circle[0]!]
            .slice(0, 8)
            .map((n) => n.name)
            .join(' → '),
        });
      }
      for (const n of way) state.set(n, 'done');
    }
  }

  #know(node: Node): void {
    if (node.userid && !this.#byUserid.has(node.userid.toLowerCase()))
      this.#byUserid.set(node.userid.toLowerCase(), node);
    if (node.name) this.#byName.set(node.name, [...(this.#byName.get(node.name) ?? []), node]);
  }
}
