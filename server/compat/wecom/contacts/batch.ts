import * as z from 'zod';
import { isBatch, jobResult, membersInRange, startBatch, startFetch } from '../../../modules/apps/index.ts';
import { sendInvitation } from '../../../modules/identity/index.ts';
import { type WecomCall, type WecomOutsideCall, wecomCall, wecomOutsideCall } from '../call.ts';
import { flag, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { outcomeOf, WecomError } from '../wecom.errors.ts';

const invite = wecomCall({
  path: '/cgi-bin/batch/invite',
  writes: true,
  scope: 'contacts.write',
  input: z.object({ user: listOf(words), party: listOf(whole), tag: listOf(whole) }),
  async run(work, { user, party, tag }, { app, request }) {
    if (user.length + party.length + tag.length === 0) throw new WecomError(40063);
    const tooMany =
      user.length > limits.invitedUsers ||
      party.length > limits.invitedParties ||
      tag.length > limits.invitedTags;
    if (tooMany) throw new WecomError(40032);
    const { memberIds, unknown } = await membersInRange(work, app, {
      userids: user,
      departmentNos: party,
      tagNos: tag,
    });
    for (const memberId of memberIds)
      await work.enqueue(sendInvitation, { memberId, origin: request.origin });
    return {
      invaliduser: unknown.userids,
      invalidparty: unknown.departmentNos,
      invalidtag: unknown.tagNos,
    };
  },
});

const starting = (path: string, type: 'sync_user' | 'replace_user' | 'replace_party') =>
  wecomOutsideCall({
    path,
    writes: true,
    scope: 'contacts.write',
    input: z.object({ media_id: maybe(words), to_invite: maybe(flag) }),
    async act(shift, { media_id, to_invite = true }, { app, request }) {
      const jobid = await startBatch(shift, app, {
        type,
        mediaId: need(media_id, 41006),
        toInvite: to_invite && type !== 'replace_party',
        origin: request.origin,
      });
      return { jobid };
    },
  });

const getResult = wecomCall({
  path: '/cgi-bin/batch/getresult',
  input: z.object({ jobid: maybe(words) }),
  async run(work, { jobid }, { app }) {
    const job = await jobResult(work, need(jobid, 40088));
    if (!isBatch(job.type) || job.appId !== app.id) throw new WecomError(40088);
    const done = job.state === 3 ? 100 : Math.floor((100 * job.rows.length) / Math.max(job.total, 1));
    return {
      status: job.state,
      type: job.type,
      total: job.total,
      percentage: Math.min(done, 100),
      result: job.rows.map(({ userid, partyNo, action, code }) =>
        job.type === 'replace_party'
          ? { action: action ?? 0, partyid: partyNo, ...outcomeOf(code) }
          : { userid, ...outcomeOf(code) },
      ),
    };
  },
});

const uploadByUrl = wecomOutsideCall({
  path: '/cgi-bin/media/upload_by_url',
  writes: true,
  input: z.object({
    scene: maybe(whole),
    type: maybe(words),
    filename: maybe(words),
    url: maybe(words),
    md5: maybe(words),
  }),
  async act(shift, { scene, type, filename, url, md5 }, { app }) {
    if (scene !== 1) throw new WecomError(40058);
    if (type !== 'video' && type !== 'file') throw new WecomError(40004);
    const address = need(url, 41010);
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) throw new WecomError(40094);
    if (!/^[0-9a-f]{32}$/i.test(need(md5, 301019))) throw new WecomError(301019);
    const name = need(filename, 40058);
    const facts = { type, name, url: address, md5: md5!, most: limits.fetchedBytes } as const;
    return { jobid: await startFetch(shift, app, facts) };
  },
});

const uploadByUrlResult = wecomCall({
  path: '/cgi-bin/media/get_upload_by_url_result',
  input: z.object({ jobid: maybe(words) }),
  async run(work, { jobid }, { app }) {
    const job = await jobResult(work, need(jobid, 40088));
    if (job.type !== 'upload_by_url' || job.appId !== app.id) throw new WecomError(40088);
    if (!job.result) return { status: 1 };
    const { code, mediaId } = job.result;
    const ended = Math.floor((job.endedAt ?? job.createdAt).getTime() / 1000);
    return {
      status: code === '' ? 2 : 3,
      detail: { ...outcomeOf(code), media_id: mediaId ?? '', created_at: String(ended) },
    };
  },
});

export const batchCalls: readonly WecomCall[] = [invite, getResult, uploadByUrlResult];
export const batchOutsideCalls: readonly WecomOutsideCall[] = [
  starting('/cgi-bin/batch/syncuser', 'sync_user'),
  starting('/cgi-bin/batch/replaceuser', 'replace_user'),
  starting('/cgi-bin/batch/replaceparty', 'replace_party'),
  uploadByUrl,
];
