// Controls that name something of another module: what stands in a form is pinned by name when it is sent, and held where it can be used once.
import type { Control, FormValues, RecordKind } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import type { FieldFault } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';

/** What a form keeps of it. */
export interface Link {
  id: string;
  title: string;
  /** of an invoice: what the request takes of it */
  minor?: string;
  cur?: string;
}
export type LinkKind = RecordKind | 'invoice';

/** A module's answer to forms that name its things. */
export interface LinkSource {
  /** Of these ids the ones this member may name, under which title. */
  name(work: Work, member: MemberId, ids: readonly string[]): Promise<Map<string, Omit<Link, 'id'>>>;
  /** The request takes these, in place of what it took before; part of the transaction that submits or changes it. */
  hold?(work: Work, approval: { id: ApprovalId; applicant: MemberId }, links: readonly Link[]): Promise<void>;
  /** The request is over: what it held is used for good, or free again. */
  settle?(work: Work, approvalId: ApprovalId, how: 'used' | 'free'): Promise<void>;
}

const sources = new Map<LinkKind, LinkSource>();

/** Lets forms name things of a module. Called once, where the module is loaded. */
export function linkSource(kind: LinkKind, source: LinkSource): void {
  sources.set(kind, source);
}

const kindOf = (c: Control): LinkKind | undefined =>
  c.kind === 'invoices' ? 'invoice' : c.kind === 'record' ? (c.record ?? 'customer') : undefined;

const linksIn = (form: FormValues, c: Control): Link[] => (form[c.id] as Link[] | undefined) ?? [];

/**
 * The form with the names the things have now. What stood in `before` stays as it was pinned; whatever else `member` may not name is
 * a fault of its control.
 */
export async function pinLinks(
  work: Work,
  member: MemberId,
  { controls, form, before }: { controls: readonly Control[]; form: FormValues; before: FormValues },
): Promise<{ form: FormValues; faults: FieldFault[] }> {
  const pinned = { ...form };
  const faults: FieldFault[] = [];
  for (const c of controls) {
    const kind = kindOf(c);
    const sent = linksIn(form, c);
    if (!kind || sent.length === 0) continue;
    const known = new Map(linksIn(before, c).map((l) => [l.id, l]));
    const ids = [...new Set(sent.map((l) => l.id))];
    const fresh = ids.filter((id) => !known.has(id));
    const named = (fresh.length && (await sources.get(kind)?.name(work, member, fresh))) || new Map();
    const links = ids.flatMap((id): Link[] => {
      const found = known.get(id) ?? named.get(id);
      return found ? [{ ...found, id }] : [];
    });
    if (links.length < ids.length) faults.push({ path: c.id, text: c.label });
    pinned[c.id] = links;
  }
  return { form: pinned, faults };
}

/** What the form names is held for the request; a form that no longer names it lets it go. */
export async function holdLinks(
  work: Work,
  approval: { id: ApprovalId; applicant: MemberId; form: FormValues },
  controls: readonly Control[],
): Promise<void> {
  for (const [kind, mine] of byKind(controls))
    await sources.get(kind)?.hold?.(
      work,
      approval,
      mine.flatMap((c) => linksIn(approval.form, c)),
    );
}

export async function settleLinks(
  work: Work,
  approvalId: ApprovalId,
  controls: readonly Control[],
  how: 'used' | 'free',
): Promise<void> {
  for (const kind of byKind(controls).keys()) await sources.get(kind)?.settle?.(work, approvalId, how);
}

function byKind(controls: readonly Control[]): Map<LinkKind, Control[]> {
  const found = new Map<LinkKind, Control[]>();
  for (const c of controls) {
    const kind = kindOf(c);
    if (kind) found.set(kind, [...(found.get(kind) ?? []), c]);
  }
  return found;
}
