import type { DepartmentId } from '@teahouse/contract/ids';
import type { Blame, Current, CurrentMember, DepartmentRef, PlannedPlace } from './import-plan.ts';
import type { DepartmentCells, RowFacts } from './read-row.ts';

export interface PlannedDepartment {
  key: string;
  name: string;
  parent: DepartmentRef;
}

interface Known {
  names: string[];
  id: DepartmentId | undefined;
}

const KEY = '\u0000';
const MOST = 64;
const keyOf = (names: readonly string[]) => names.join(KEY);
const stepsOf = (text: string) => text.split(/[/／]/).map((s) => s.trim());

/**
 * The departments that the company has and that the file names. Paths may begin with the company (茶馆/销售部/华东) or below it.
 * A file that writes nearly all of them from one and the same beginning means the company by it, whatever it is called there.
 */
export class Departments {
  readonly #known = new Map<string, Known>();
  readonly #byName = new Map<string, string[]>();
  readonly #byNo = new Map<string, string>();
  readonly #rootNames = new Set<string>();
  readonly #rootId: DepartmentId;
  readonly #create: boolean;
  /** nearly every path of the file begins with the company: one that does not is a mistake, not a new department */
  #rooted = false;

  constructor(existing: Current['departments'], create: boolean) {
    this.#create = create;
    const byId = new Map(existing.map((d) => [d.id, d]));
    const root = existing.find((d) => d.parentId === null);
    if (!root) throw new Error('a company without a root department');
    this.#rootId = root.id;
    this.#rootNames.add(root.name);
    this.#known.set('', { names: [], id: root.id });
    for (const d of existing) {
      if (d.parentId === null) continue;
      const steps = d.path.split('/').filter(Boolean).slice(1) as DepartmentId[];
      this.#add(
        steps.map((id) => byId.get(id)?.name ?? ''),
        d.id,
      );
      this.#byNo.set(String(d.no), keyOf(steps.map((id) => byId.get(id)?.name ?? '')));
    }
  }

  /** Reads all department cells once, to learn how the file writes them and which departments it speaks of. */
  learn(cells: readonly DepartmentCells[]): void {
    const paths = cells.flatMap((c) => c.paths.map((p) => stepsOf(p.text)));
    const firsts = new Map<string, number>();
    for (const [first] of paths) if (first) firsts.set(first, (firsts.get(first) ?? 0) + 1);
    const [most, count] = [...firsts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
    const share = paths.length ? count / paths.length : 0;
    const seconds = new Set(paths.filter((p) => p[0] === most && p.length > 1).map((p) => p[1]));
    const isTop = this.#known.has(most);
    if (this.#rootNames.has(most)) this.#rooted = share >= 0.9;
    else if (share >= 0.9 && seconds.size >= 3 && !isTop) {
      this.#rootNames.add(most);
      this.#rooted = true;
    }
    if (!this.#create) return;
    for (const steps of paths) {
      if (steps.some((s) => !s || [...s].length > MOST)) continue;
      const rooted = this.#rootNames.has(steps[0]!);
      if (this.#rooted && !rooted) continue;
      const names = rooted ? steps.slice(1) : steps;
      for (let n = 1; n <= names.length; n++) this.#add(names.slice(0, n), undefined);
    }
  }

  /** Where a row puts its member; undefined: the row says nothing, and they stay where they are. */
  placesOf(r: RowFacts, member: CurrentMember | undefined, blame: Blame): PlannedPlace[] | undefined {
    const { paths, main, leader, order, parent } = r.departments;
    const keys: string[] = [];
    let mainKey: string | undefined;
    let mains = 0;
    for (const { text, main: marked } of paths) {
      const key = this.#find(r.row, text, parent, blame);
      if (key === undefined) continue;
      if (keys.includes(key)) blame(r.row, 'departments', 'duplicate_department', { value: text });
      else keys.push(key);
      if (marked) {
        mainKey = key;
        mains++;
      }
    }
    for (const text of main) {
      const key = this.#find(r.row, text, undefined, blame, 'mainDepartment');
      if (key === undefined) continue;
      if (!keys.includes(key)) keys.unshift(key);
      if (mainKey !== key) mains++;
      mainKey = key;
    }
    if (mains > 1)
      blame(r.row, main.length > 1 ? 'mainDepartment' : 'departments', 'two_main_departments', {
        value: (main.length > 1 ? main : paths.filter((p) => p.main).map((p) => p.text)).join('; '),
      });
    if (paths.length === 0 && keys.length === 0) {
      if (member) return undefined;
      // A file without departments puts everyone under the company itself.
      if (r.departments.parent === undefined && this.#columnless) return [place({ id: this.#rootId }, true)];
      blame(r.row, 'departments', 'missing_department');
      return undefined;
    }
    return keys.map((key, i) => {
      const { id } = this.#known.get(key)!;
      const had = id && member?.places.find((p) => p.id === id);
      const single = leader && leader.length === 1 ? leader[0] : undefined;
      const at = paths.length === keys.length ? i : -1;
      return {
        department: id ? { id } : { key },
        leader: (leader ? (leader[at] ?? single) : undefined) ?? (had ? had.leader : false),
        main: mainKey === undefined ? i === 0 : key === mainKey,
        order: order?.[at] ?? order?.[0] ?? (had ? had.order : 0),
      };
    });
  }

  #columnless = false;
  /** The file has no column of departments at all. */
  withoutColumn(): void {
    this.#columnless = true;
  }

  /** The new departments these places need, upper ones first. */
  toCreate(places: readonly PlannedPlace[]): PlannedDepartment[] {
    const wanted = new Map<string, PlannedDepartment>();
    for (const p of places) {
      if (!('key' in p.department)) continue;
      const names = p.department.key.split(KEY);
      for (let n = 1; n <= names.length; n++) {
        const key = keyOf(names.slice(0, n));
        if (this.#known.get(key)?.id || wanted.has(key)) continue;
        const above = this.#known.get(keyOf(names.slice(0, n - 1)));
        wanted.set(key, {
          key,
          name: names[n - 1]!,
          parent: above?.id ? { id: above.id } : { key: keyOf(names.slice(0, n - 1)) },
        });
      }
    }
    return [...wanted.values()];
  }

  #find(
    row: number,
    text: string,
    parent: string | undefined,
    blame: Blame,
    column: 'departments' | 'mainDepartment' = 'departments',
  ): string | undefined {
    const steps = stepsOf(text);
    const wrong = (code: 'missing_parent' | 'unknown_department', at: typeof column | 'parent' = column) => {
      blame(row, at, code, { value: text.slice(0, 80) });
      return undefined;
    };
    if (steps.some((s) => [...s].length > MOST)) {
      blame(row, column, 'too_long', { most: String(MOST) });
      return undefined;
    }
    if (steps.some((s) => !s)) return wrong('missing_parent');
    const rooted = this.#rootNames.has(steps[0]!);
    const names = rooted ? steps.slice(1) : steps;
    if (parent && !rooted && steps.length === 1) {
      const above = this.#locate(stepsOf(parent));
      if (above === undefined) return wrong('missing_parent', 'parent');
      const key = above === '' ? names[0]! : above + KEY + names[0]!;
      if (!this.#known.has(key) && !this.#create) return wrong('unknown_department');
      this.#add(key.split(KEY), undefined);
      return key;
    }
    const key = keyOf(names);
    if (this.#known.has(key)) return key;
    // The name alone is enough where only one department has it.
    const called = steps.length === 1 ? (this.#byName.get(steps[0]!) ?? []) : [];
    if (called.length === 1) return called[0];
    const byNo = steps.length === 1 ? this.#byNo.get(steps[0]!) : undefined;
    if (byNo !== undefined) return byNo;
    const aboveKnown = names.length < 2 || this.#known.has(keyOf(names.slice(0, -1)));
    return wrong(aboveKnown ? 'unknown_department' : 'missing_parent');
  }

  #locate(steps: readonly string[]): string | undefined {
    const names = this.#rootNames.has(steps[0]!) ? steps.slice(1) : steps;
    const key = keyOf(names);
    if (this.#known.has(key)) return key;
    const called = steps.length === 1 ? (this.#byName.get(steps[0]!) ?? []) : [];
    return called.length === 1 ? called[0] : undefined;
  }

  #add(names: string[], id: DepartmentId | undefined): void {
    const key = keyOf(names);
    if (this.#known.has(key)) return;
    this.#known.set(key, { names, id });
    const name = names.at(-1)!;
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), key]);
  }
}

const place = (department: DepartmentRef, main: boolean): PlannedPlace => ({
  department,
  leader: false,
  main,
  order: 0,
});
