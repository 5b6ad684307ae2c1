import type { AskNode, FormValues, Rule } from '@teahouse/contract/approvals-shapes';
import { type Candidate, type Note, type Org, type Person, Refused, type Rules } from './state.ts';

export interface Resolved {
  people: Candidate[];
  /** why somebody is, or is not, on the list */
  notes: { member: Person; why: Note }[];
  /** where nobody was found and the policy says so */
  instead?: 'pass' | 'reject';
  /** everybody found was the applicant, and the step leaves them out */
  onlySelf?: boolean;
}

interface Asked {
  rules: Rules;
  org: Org;
  form: FormValues;
  now: number;
  /** who decided the step before, for "their manager" */
  previous: Person | null;
  /** at submission: a step that would ask the applicant and may not, refuses the request */
  strict?: boolean;
}

/** Who is asked at a step: deterministic, total, each person once, with the reason for everybody left out or replaced. */
export function resolveStep(node: AskNode, asked: Asked): Resolved {
  const found = resolveRules(node.who, node.id, asked);
  const mine = applySelf(node, found, asked);
  if (mine.people.length > 0) return mine;
  const notes = mine.notes;
  // Leaving the applicant out of their own list is an answer; it is not the same as finding nobody.
  if (mine.onlySelf) return { people: [], notes, instead: 'pass', onlySelf: true };
  const policy = node.empty ?? asked.rules.settings.empty;
  notes.push({ member: '', why: 'empty' });
  if (policy === 'pass' || policy === 'reject') return { people: [], notes, instead: policy };
  if (policy !== 'admin') {
    const other = applySelf(node, resolveRules(policy, node.id, asked), asked);
    if (other.people.length > 0) return { people: other.people, notes: [...notes, ...other.notes] };
  }
  const admins = asked.rules.admins.filter((a) => asked.org.active(a));
  return { people: unique(admins.map((a) => ({ agent: a, principal: a }))), notes };
}

/** Who gets a copy: the same rules, without stand-ins and policies. */
export function resolveCopies(who: readonly Rule[], nodeId: string, asked: Asked): Person[] {
  return [...new Set(who.flatMap((r) => candidates(r, nodeId, asked)))].filter((m) => asked.org.active(m));
}

function resolveRules(who: readonly Rule[], nodeId: string, asked: Asked): Resolved {
  const notes: Resolved['notes'] = [];
  const people: Candidate[] = [];
  for (const member of new Set(who.flatMap((r) => candidates(r, nodeId, asked)))) {
    const agent = standIn(member, asked);
    if (agent !== member) notes.push({ member, why: 'delegated' });
    if (asked.org.active(agent)) people.push({ agent, principal: member });
    else notes.push({ member: agent, why: 'inactive' });
  }
  return { people: unique(people), notes };
}

function candidates(rule: Rule, nodeId: string, { rules, org, form, previous }: Asked): readonly Person[] {
  const applicant = rules.applicant;
  switch (rule.by) {
    case 'user':
      return rule.ids;
    case 'tag':
      return rule.ids.flatMap((t) => org.tagged(t));
    case 'self':
      return [applicant];
    case 'manager': {
      const line = managers(applicant, org);
      const found = line[rule.level - 1] ?? (rule.ifShort === 'top' ? line.at(-1) : undefined);
      return found ? [found] : [];
    }
    case 'chain':
      return managers(applicant, org).slice(0, rule.upTo);
    case 'prevManager':
      return managers(previous ?? applicant, org).slice(0, 1);
    case 'deptHead': {
      const at = rule.of === '' ? org.departmentsOf(applicant)[0] : ids(rules.field(form, rule.of))[0];
      return at ? heads(at, rule.level, org) : [];
    }
    case 'field':
      return ids(rules.field(form, rule.controlId));
    case 'pick': {
      const picked = rules.picks[nodeId] ?? [];
      const within = rule.range.length ? picked.filter((m) => rule.range.some((r) => r === m)) : picked;
      return rule.multi ? within : within.slice(0, 1);
    }
  }
}

const ids = (v: ReturnType<Rules['field']>): readonly string[] =>
  Array.isArray(v) ? v : typeof v === 'string' ? [v] : [];

/** The line of active managers above somebody; those who left are stepped over and count for no level. */
export function managers(member: Person, org: Org): Person[] {
  const seen = new Set([member]);
  const line: Person[] = [];
  let at = org.managerOf(member);
  while (at && !seen.has(at)) {
    seen.add(at);
    if (org.active(at)) line.push(at);
    at = org.managerOf(at);
  }
  return line;
}

/** The active heads of a department `level` steps up, climbing on where there is none. */
export function heads(department: string, level: number, org: Org): readonly Person[] {
  const seen = new Set<string>();
  let at: string | null = department;
  for (let up = 1; at && !seen.has(at); up++) {
    seen.add(at);
    const active = org.headsOf(at).filter((m) => org.active(m));
    if (up >= level && active.length) return active;
    at = org.parentOf(at);
  }
  return [];
}

/** Follows delegations that are in force, at most five, never round in a circle. */
function standIn(member: Person, { org, rules, now }: Asked): Person {
  const seen = new Set([member]);
  let at = member;
  for (let hops = 0; hops < 5; hops++) {
    const next = org.delegations.find(
      (d) =>
        d.principal === at &&
        d.from <= now &&
        now < d.until &&
        (!d.templates || d.templates.includes(rules.template)) &&
        !seen.has(d.agent) &&
        org.active(d.agent),
    );
    if (!next) return at;
    at = next.agent;
    seen.add(at);
  }
  return at;
}

function applySelf(node: AskNode, found: Resolved, asked: Asked): Resolved {
  const me = asked.rules.applicant;
  if (node.self === 'allow' || !found.people.some((p) => p.agent === me)) return found;
  if (node.who.every((r) => r.by === 'self')) return found;
  if (node.self === 'deny' && asked.strict) throw new Refused('self_denied');
  const others = found.people.filter((p) => p.agent !== me);
  if (node.self === 'skip' || node.self === 'deny')
    return {
      people: others,
      notes: [...found.notes, { member: me, why: 'self_skipped' }],
      onlySelf: node.self === 'skip' && others.length === 0,
    };
  const instead =
    node.self === 'manager'
      ? managers(me, asked.org).slice(0, 1)
      : heads(asked.org.departmentsOf(me)[0] ?? '', 1, asked.org).filter((m) => m !== me);
  const replaced = found.people.flatMap((p) =>
    p.agent === me ? instead.map((m) => ({ agent: standIn(m, asked), principal: m })) : [p],
  );
  return {
    people: unique(replaced.filter((p) => asked.org.active(p.agent) && p.agent !== me)),
    notes: [...found.notes, { member: me, why: 'self_replaced' }],
  };
}

const unique = (people: readonly Candidate[]): Candidate[] =>
  people.filter((p, i) => people.findIndex((q) => q.agent === p.agent) === i);
