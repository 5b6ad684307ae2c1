import type { ForeignCall } from '../../../kernel/http/foreign.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { system } from '../../../kernel/work.ts';
import { holdsMember, type MemberFacts, memberFacts } from '../../directory/index.ts';
import { type App, actingApp, appById, appByNo } from '../app.ts';
import { appDetails } from '../app-details.ts';
import { giveSignInCode, whoseUserTicket } from './sign-in-code.ts';
import { isTrusted } from './trusted-domain.ts';

export type CodeFinding = { code: string } | 'signed_out' | 'no_app' | 'foreign_page' | 'out_of_range';

/**
 * A code that tells an app who sits before the browser that it sent here. The app goes by its id or its number, which is looked for in
 * the company of whoever is signed in.
 */
export async function codeForApp(
  call: ForeignCall,
  { key, redirectUri }: { key: string; redirectUri: string },
): Promise<CodeFinding> {
  const here = await call.signedIn();
  if (!here) return 'signed_out';
  return await call.ports.openWork(here.corpId, system, async (work) => {
    const app = /^\d{1,15}$/.test(key) ? await appByNo(work, Number(key)) : await appById(work, key);
    if (!app?.enabled || app.kind !== 'self_built') return 'no_app';
    if (!isTrusted(await appDetails(work, app.id), redirectUri)) return 'foreign_page';
    if (!(await holdsMember(work, app.visible, here.actor.id))) return 'out_of_range';
    const personal = app.scopes.includes('contacts.sensitive');
    const facts = { memberId: here.actor.id, appId: app.id, personal };
    return { code: await giveSignInCode(work, call.ports.secret, facts) };
  });
}

/** The member whose ticket an app shows, seen with the app's eyes; unknown once either may no longer. */
export async function memberOfTicket(
  { ports, now }: ForeignCall,
  ticket: string,
): Promise<{ shift: Shift; app: App; member: MemberFacts } | 'expired' | 'unknown'> {
  const found = whoseUserTicket(ports.secret, ticket, now);
  if (typeof found === 'string') return found;
  const { corpId, appId, memberId } = found;
  return await ports.openWork(corpId, system, async (work) => {
    const app = await appById(work, appId);
    const [member] = app?.enabled ? await memberFacts(work, app.visible, [memberId]) : [];
    if (!app || !member || member.status === 'disabled') return 'unknown';
    const actor = actingApp(app);
    return {
      app,
      member,
      shift: { corpId, ports, now, work: (run, as) => ports.openWork(corpId, as ?? actor, run) },
    };
  });
}
