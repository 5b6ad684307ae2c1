import type { ForeignAnswer, ForeignCall } from '../../../kernel/http/foreign.ts';
import { redirect, toSignIn, withQuery } from '../../../kernel/http/redirect.ts';
import { openTicket, sealTicket } from '../../../kernel/seal.ts';
import { system, type Work } from '../../../kernel/work.ts';
import {
  type AppDetails,
  appDetails,
  appByNo,
  appsOf,
  giveSignInCode,
  isTrusted,
} from '../../../modules/apps/index.ts';
import type { AppId, MemberId } from '@teahouse/contract/ids';
import { type WecomOpenCall, wecomOpenCall } from '../call.ts';
import { inTheFrame, tellPerson, toConfirm } from './pages.ts';

/** Where a browser asks for a code, and for which program. */
interface Asked {
  corpId: string;
  /** null: whichever program of the company redeems it */
  app: Pick<AppDetails, 'id' | 'name'> | null;
  redirectUri: string;
  state: string;
  personal: boolean;
}

const CONFIRM_MS = 600_000;

/** Says to a program, by way of the browser, who is signed in here. Whoever is not signs in first and comes back. */
const authorize = wecomOpenCall({
  path: '/connect/oauth2/authorize',
  async open(call) {
    const asked = await readAsked(call);
    if ('status' in asked) return asked;
    const here = await call.signedIn();
    // A page inside our frame sends no session along: the client around it asks in its place.
    if (!here && mayBeFramed(call)) return inTheFrame();
    if (!here) return toSignIn(call.request);
    const answer = await withCode(call, asked, here);
    return call.request.headers.accept === 'application/json' ? asJson(answer) : answer;
  },
});

/** Browsers say so on https; without it the page itself finds out. */
function mayBeFramed({ request: { headers } }: ForeignCall): boolean {
  const dest = headers['sec-fetch-dest'];
  return dest === undefined ? /Mozilla/.test(headers['user-agent'] ?? '') : dest === 'iframe';
}

/** For the client around a frame, which cannot read where a redirect leads. Other sites cannot read this. */
const asJson = ({ headers }: ForeignAnswer): ForeignAnswer => ({
  status: headers?.['location'] ? 200 : 400,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({ location: headers?.['location'] ?? null }),
});

/** A sign-in page for desktops: whoever is signed in here confirms, and the program learns who it is. */
const scanPage = (path: string) =>
  wecomOpenCall({
    path,
    async open(call) {
      const asked = await readAsked(call);
      if ('status' in asked) return asked;
      const here = await call.signedIn();
      if (!here) return toSignIn(call.request);
      const { confirm } = call.request.query;
      const purpose = `web sign-in ${here.actor.id}`;
      const facts = JSON.stringify([asked.app?.id, asked.redirectUri, asked.state]);
      if (confirm && openTicket(call.ports.secret, purpose, confirm, call.now) === facts)
        return await withCode(call, asked, here);
      const ticket = sealTicket(
        call.ports.secret,
        purpose,
        facts as never,
        new Date(call.now.getTime() + CONFIRM_MS),
      );
      const query = new URLSearchParams({ ...call.request.query, confirm: ticket });
      return toConfirm(call, {
        href: `${path}?${query.toString()}`,
        appName: asked.app?.name ?? '',
        host: new URL(asked.redirectUri).host,
      });
    },
  });

async function withCode(
  call: ForeignCall,
  asked: Asked,
  here: { corpId: string; actor: { id: MemberId } },
): Promise<ForeignAnswer> {
  if (here.corpId !== asked.corpId) return tellPerson(call, 50002);
  const code = await call.ports.openWork(asked.corpId, system, (work) =>
    giveSignInCode(work, call.ports.secret, {
      memberId: here.actor.id,
      appId: (asked.app?.id ?? null) as AppId | null,
      personal: asked.personal,
    }),
  );
  return redirect(withQuery(asked.redirectUri, { code, state: asked.state }));
}

async function readAsked(call: ForeignCall): Promise<Asked | ForeignAnswer> {
  const { query } = call.request;
  const appid = query['appid'] ?? query['corpid'] ?? '';
  const redirectUri = query['redirect_uri'] ?? '';
  const known = appid.startsWith('ww')
    ? (await call.ports.frontDesk.whoseKey('corp_code', appid))?.corpId
    : undefined;
  if (!known) return tellPerson(call, 40013);
  if (!/^https?:\/\//i.test(redirectUri) || !URL.canParse(redirectUri)) return tellPerson(call, 50001);
  const personal = ['snsapi_privateinfo', 'snsapi_userinfo'].includes(query['scope'] ?? '');
  const no = Number(query['agentid'] ?? '');
  return await call.ports.openWork(known, system, async (work) => {
    const app = no ? await appNumbered(work, no) : null;
    if (no && !app?.enabled) return tellPerson(call, 40056);
    if (personal && !app) return tellPerson(call, 41011);
    const candidates = app ? [app] : (await appsOf(work)).filter((a) => a.enabled && a.kind === 'self_built');
    if (!candidates.some((a) => isTrusted(a, redirectUri))) return tellPerson(call, 50001);
    return { corpId: known, app, redirectUri, state: query['state'] ?? '', personal };
  });
}

async function appNumbered(work: Work, no: number): Promise<AppDetails | null> {
  const app = await appByNo(work, no);
  return app ? await appDetails(work, app.id) : null;
}

export const signInPages: readonly WecomOpenCall[] = [
  authorize,
  scanPage('/wwlogin/sso/login'),
  scanPage('/wwopen/sso/qrConnect'),
];
