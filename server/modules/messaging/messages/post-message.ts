import type { InputOf } from '@teahouse/contract/define';
import { messaging } from '@teahouse/contract/messaging';
import { implementRaw } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { appendLane, type Posted } from '../log/append-lane.ts';
import { carriesFiles, prepareDraft, refuseForged } from './prepare-draft.ts';

type Post = InputOf<typeof messaging.postMessage>;
type OpenWork = <T>(run: (work: Work) => Promise<T>) => Promise<T>;

/** Posts as the acting member. Seat, rights and repeats are checked inside the group commit, under the chat's lock. */
export function post(work: Work, { chatId, cid, draft, at, re }: Post): Promise<Posted> {
  return work.commitTogether(appendLane, {
    key: chatId,
    sender: actingMember(work),
    seated: true,
    cid,
    draft,
    ...(at?.length ? { at } : {}),
    ...(re === undefined ? {} : { re }),
  });
}

/** What a client may send, from any door. Nothing is awaited before a text joins its lane, so a device's posts keep their order. */
export function postFromClient(open: OpenWork, input: Post): Promise<Posted> {
  if (!carriesFiles(input.draft)) {
    return open(async (work) => {
      refuseForged(input.draft);
      return await post(work, input);
    });
  }
  return postFiles(open, input);
}

/** Two units of work: the files are shown in the chat first. */
export async function postFiles(open: OpenWork, input: Post): Promise<Posted> {
  const draft = await open((work) => {
    refuseForged(input.draft);
    return prepareDraft(work, input.chatId, input.draft);
  });
  return await open((work) => post(work, { ...input, draft }));
}

export const postMessage = implementRaw(messaging.postMessage, async (call, input) => {
  const { event } = await postFromClient((run) => call.work(run), input);
  return { seq: event.s, n: event.n, id: event.id, at: new Date(event.ts).toISOString() };
});
