import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type AppChange, appByNo, appDetails, changeApp, mediaFile } from '../../../modules/apps/index.ts';
import { numbersOfSet } from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { fit, flag, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

const get = wecomCall({
  path: '/cgi-bin/agent/get',
  input: z.object({ agentid: maybe(whole) }),
  async run(work, { agentid }, context) {
    await mustBeOwn(work, context, agentid);
    const app = await appDetails(work, context.app.id);
    const { userids, departmentNos, tagNos } = await numbersOfSet(work, app.visible);
    return {
      agentid: app.no,
      name: app.name,
      square_logo_url: logoUrl(context, app.logoFile),
      description: app.description,
      allow_userinfos: { user: userids.map((userid) => ({ userid })) },
      allow_partys: { partyid: departmentNos },
      allow_tags: { tagid: tagNos },
      close: Number(!app.enabled),
      redirect_domain: app.trustedDomain,
      report_location_flag: Number(app.reportLocation),
      isreportenter: Number(app.reportEnter),
      home_url: app.homeUrl,
      customized_publish_status: 1,
    };
  },
});

const list = wecomCall({
  path: '/cgi-bin/agent/list',
  input: z.object({}),
  async run(work, _input, context) {
    const app = await appDetails(work, context.app.id);
    return {
      agentlist: [{ agentid: app.no, name: app.name, square_logo_url: logoUrl(context, app.logoFile) }],
    };
  },
});

const set = wecomCall({
  path: '/cgi-bin/agent/set',
  writes: true,
  input: z.object({
    agentid: maybe(whole),
    report_location_flag: maybe(whole),
    logo_mediaid: maybe(words),
    name: maybe(words),
    description: maybe(words),
    redirect_domain: maybeWords,
    isreportenter: maybe(flag),
    home_url: maybeWords,
  }),
  async run(work, given, context) {
    await mustBeOwn(work, context, need(given.agentid, 41011));
    const { report_location_flag: report, logo_mediaid } = given;
    if (report !== undefined && ![0, 1, 2].includes(report)) throw new WecomError(40059);
    const change: AppChange = {};
    if (report !== undefined) change.reportLocation = report > 0;
    if (given.isreportenter !== undefined) change.reportEnter = given.isreportenter;
    if (given.name !== undefined) change.name = fit(given.name, [1, 32], 45022);
    if (given.description !== undefined) change.description = fit(given.description, [4, 120], 45004);
    if (given.redirect_domain !== undefined) change.trustedDomain = domainOf(given.redirect_domain);
    if (given.home_url !== undefined) change.homeUrl = homeOf(given.home_url);
    if (logo_mediaid !== undefined) change.logoFile = (await mediaFile(work, logo_mediaid)).id;
    await changeApp(work, context.app.id, change);
    return {};
  },
});

export const agentCalls: readonly WecomCall[] = [get, list, set];

/** An app may speak of itself alone. */
export async function mustBeOwn(
  work: Work,
  { app }: WecomContext,
  agentid: number | undefined,
): Promise<void> {
  if (agentid === undefined) throw new WecomError(41011);
  if (agentid === app.no) return;
  throw new WecomError((await appByNo(work, agentid)) ? 301002 : 40056);
}

const logoUrl = ({ ports, request, corpId }: WecomContext, fileId: string | null) =>
  fileId ? pictureUrl(ports.secret, request.origin, { corpId, fileId }) : '';

function domainOf(domain: string): string {
  if (domain !== '' && !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]+(?::\d{1,5})?$/i.test(domain))
    throw new WecomError(80001);
  return domain.toLowerCase();
}

function homeOf(url: string): string {
  if (url !== '' && !(/^https?:\/\//i.test(url) && URL.canParse(url))) throw new WecomError(45034);
  if (Buffer.byteLength(url) > 1_024) throw new WecomError(40039);
  return url;
}
