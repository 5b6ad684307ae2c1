// The sign-in policy as it is typed, and what is wrong with it.
import type { SignInPolicy } from '../../../../contract/src/identity-admin.ts';
import type { IdentityAdminWords } from './zh.ts';

export type Unit = 'minutes' | 'hours' | 'days';
export interface PolicyForm {
  secondFactor: SignInPolicy['secondFactor'];
  session: { n: string; unit: Unit };
  idle: { n: string; unit: Unit };
  ways: SignInPolicy['ways'];
  /** one per line */
  networks: string;
}
export type PolicyFaults = Partial<Record<'session' | 'idle' | 'ways' | 'networks', string>>;

const minutesOf = { minutes: 1, hours: 60, days: 1_440 };
/** A length in the largest unit that keeps it whole. */
function length(minutes: number, units: readonly Unit[]): { n: string; unit: Unit } {
  const unit = units.find((u) => minutes % minutesOf[u] === 0) ?? 'minutes';
  return { n: String(minutes / minutesOf[unit]), unit };
}
const inMinutes = ({ n, unit }: { n: string; unit: Unit }): number =>
  /^\d{1,6}$/.test(n.trim()) ? Number(n) * minutesOf[unit] : Number.NaN;
export const linesOf = (networks: string): string[] =>
  networks.split(/[\s,，;；]+/).filter((line) => line !== '');

export const formOf = (policy: SignInPolicy): PolicyForm => ({
  secondFactor: policy.secondFactor,
  session: length(policy.sessionHours * 60, ['days', 'hours']),
  idle: length(policy.idleMinutes, ['days', 'hours', 'minutes']),
  ways: policy.ways,
  networks: policy.adminNetworks.join('\n'),
});
export const policyOf = (form: PolicyForm): SignInPolicy => ({
  secondFactor: form.secondFactor,
  sessionHours: inMinutes(form.session) / 60,
  idleMinutes: inMinutes(form.idle),
  ways: form.ways,
  adminNetworks: linesOf(form.networks),
});

/** What can be seen without the server. */
export function faultsOf(form: PolicyForm, words: IdentityAdminWords): PolicyFaults {
  const { sessionHours, idleMinutes, ways, adminNetworks } = policyOf(form);
  const { faults } = words.policy;
  return {
    ...(sessionHours >= 1 && sessionHours <= 8_760 ? {} : { session: faults.session }),
    ...(idleMinutes >= 5 && idleMinutes <= 525_600 ? {} : { idle: faults.idle }),
    ...(ways.length ? {} : { ways: faults.ways }),
    ...(adminNetworks.length <= 50 ? {} : { networks: faults.tooMany }),
  };
}

/** What the server found, in the words of the form. */
export function serverFaults(
  fields: readonly { path: string }[],
  form: PolicyForm,
  words: IdentityAdminWords,
): PolicyFaults {
  const { faults } = words.policy;
  const found: PolicyFaults = {};
  for (const { path } of fields) {
    const [field, at] = path.split('.');
    if (field === 'sessionHours') found.session = faults.session;
    if (field === 'idleMinutes') found.idle = faults.idle;
    if (field === 'ways') found.ways = faults.ways;
    if (field === 'adminNetworks') {
      const line = at === undefined ? undefined : linesOf(form.networks)[Number(at)];
      found.networks ??= line === undefined ? faults.tooMany : faults.network(line);
    }
  }
  return found;
}
