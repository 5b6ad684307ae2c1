// An OpenID provider of our own to sign in against: discovery, authorization code with PKCE, token endpoint, published keys. It
// checks what real ones check, and can be told to lie in one particular way.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export type Lie =
  | 'unsigned token'
  | 'signed with a key nobody published'
  | 'signed with the client secret'
  | 'another issuer'
  | 'another audience'
  | 'an old nonce'
  | 'no nonce'
  | 'expired token'
  | 'no id token'
  | 'another issuer in discovery';

export interface Provider {
  issuer: string;
  client: { id: string; secret: string };
  /** what the next token says about the person */
  claims: Record<string, unknown> & { sub: string };
  lie: Lie | undefined;
  close(): Promise<void>;
}

interface Grant {
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

export async function openProvider(): Promise<Provider> {
  const keys = await generateKeyPair('RS256');
  const strangers = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();
  const provider: Provider = {
    issuer: '',
    client: { id: 'teahouse', secret: randomBytes(16).toString('hex') },
    claims: { sub: 'subject-1' },
    lie: undefined,
    close: () => new Promise((done) => server.close(() => done())),
  };

  const idToken = async (grant: Grant): Promise<string> => {
    const { lie, client, claims } = provider;
    const payload = {
      ...claims,
      ...(lie === 'no nonce' || !grant.nonce ? {} : { nonce: lie === 'an old nonce' ? 'old' : grant.nonce }),
    };
    const facts = {
      iss: lie === 'another issuer' ? 'https://evil.example' : provider.issuer,
      aud: lie === 'another audience' ? 'somebody-else' : client.id,
      iat: Math.floor(Date.now() / 1000) - (lie === 'expired token' ? 7_200 : 0),
      exp: Math.floor(Date.now() / 1000) + (lie === 'expired token' ? -3_600 : 300),
    };
    const all = { ...payload, ...facts };
    if (lie === 'unsigned token') return new UnsecuredJWT(all).encode();
    if (lie === 'signed with the client secret')
      return await new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(client.secret));
    return await new SignJWT(all)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign((lie === 'signed with a key nobody published' ? strangers : keys).privateKey);
  };

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const code = randomBytes(16).toString('hex');
    const redirectUri = query.get('redirect_uri') ?? '';
    const proper =
      query.get('client_id') === provider.client.id &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256' &&
      query.get('scope')?.split(' ').includes('openid') === true;
    if (!proper) return answer(response, 400, { error: 'invalid_request' });
    grants.set(code, {
      redirectUri,
      challenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce'),
    });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await bodyOf(request));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const { id, secret } = provider.client;
    if (form.get('client_id') !== id || form.get('client_secret') !== secret)
      return answer(response, 401, { error: 'invalid_client' });
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.redirectUri !== form.get('redirect_uri') || grant.challenge !== challenge)
      return answer(response, 400, { error: 'invalid_grant' });
    answer(response, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 300,
      ...(provider.lie === 'no id token' ? {} : { id_token: await idToken(grant) }),
    });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.issuer);
    if (pathname === '/.well-known/openid-configuration')
      return answer(response, 200, {
        issuer: provider.lie === 'another issuer in discovery' ? 'https://evil.example' : provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
      });
    if (pathname === '/jwks') return answer(response, 200, { keys: [jwk] });
    if (pathname === '/authorize') return authorize(searchParams, response);
    if (pathname === '/token')
      return void token(request, response).catch((error: unknown) =>
        answer(response, 500, { error: String(error) }),
      );
    return answer(response, 404, {});
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  provider.issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return provider;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
