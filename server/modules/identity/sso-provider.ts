import type { SsoSettings } from '@teahouse/contract/identity-admin';
import {
  allowInsecureRequests,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Ports } from '../../kernel/ports.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';
import type * as z from 'zod';

export type Sso = z.infer<typeof SsoSettings> & { sealedSecret: string };
const PURPOSE = 'sso client secret';
const FRESH_MS = 10 * 60_000;
const TIMEOUT_S = 10;

interface Row {
  enabled: boolean;
  issuer: string;
  client_id: string;
  sealed_secret: string;
  match: Sso['match'];
  claim: string;
  create_members: boolean;
  button: string;
}

export async function ssoOf(work: Work): Promise<Sso | undefined> {
  const [r] = await work.sql<Row>(
    `select enabled, issuer, client_id, sealed_secret, match, claim, create_members, button
       from sso_settings where corp_id = $1`,
    [work.corpId],
  );
  return r
    ? {
        enabled: r.enabled,
        issuer: r.issuer,
        clientId: r.client_id,
        sealedSecret: r.sealed_secret,
        match: r.match,
        claim: r.claim,
        createMembers: r.create_members,
        button: r.button,
      }
    : undefined;
}

export const sealClientSecret = (ports: Ports, secret: string) => seal(ports.secret, PURPOSE, secret);

const known = new Map<string, { config: Promise<Configuration>; until: number }>();

/**
 * What the provider says about itself, asked again every ten minutes. The issuer it names must be the one that was configured, and
 * its tokens are held against its published keys. Throws where it does not answer so.
 */
export async function providerOf(ports: Ports, sso: Sso): Promise<Configuration> {
  const key = JSON.stringify([sso.issuer, sso.clientId, sso.sealedSecret]);
  const held = known.get(key);
  if (held && held.until > Date.now()) return await held.config;
  const config = ask(ports, sso);
  known.set(key, { config, until: Date.now() + FRESH_MS });
  config.catch(() => known.delete(key));
  if (known.size > 1_000) known.delete(known.keys().next().value!);
  return await config;
}

async function ask(ports: Ports, sso: Sso): Promise<Configuration> {
  const issuer = new URL(sso.issuer);
  // Without TLS only a provider on this very machine is believed.
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  if (issuer.protocol !== 'https:' && !local) throw new Error('an identity provider needs https');
  const secret = unseal(ports.secret, PURPOSE, sso.sealedSecret) ?? '';
  const ask = await guardedAsk(ports);
  return await discovery(issuer, sso.clientId, secret, undefined, {
    timeout: TIMEOUT_S,
    ...(ask ? { [customFetch]: ask } : {}),
    execute: [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])],
  });
}

/**
 * Where several companies share an installation, none of them may use a provider's address to look into the operator's network. An
 * only company is the operator's own, and its provider often lives inside.
 */
async function guardedAsk(ports: Ports): Promise<CustomFetch | undefined> {
  if ((await ports.installation.corps(2)).length < 2) return undefined;
  return async (url, { method, headers, body }) => {
    const answer = await ports.fetchOutside(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      ...(body instanceof URLSearchParams || typeof body === 'string' ? { body: body.toString() } : {}),
    });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: answer.headers,
    });
  };
}
