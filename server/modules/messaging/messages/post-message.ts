import { messaging } from '@teahouse/contract/messaging';
import type { InputOf } from '@teahouse/contract/define';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { appendLane, type Posted } from '../log/append-lane.ts';
import { filesIn, withTrueFiles } from './draft-files.ts';

/** What a member posts, and what only programs write but members pass on. */
export type Passed = Omit<InputOf<typeof messaging.postMessage>, 'draft'> & { draft: Draft | ProgramDraft };

/** Posts as the acting member. Seat, rights and repeats are checked inside the group commit, under the chat's lock. */
export function post(work: Work, input: Passed): Promise<Posted> {
  // Without files nothing is awaited before the lane, so posts keep the order they were sent in.
  return filesIn(input.draft).length === 0
    ? append(work, input)
    : withTrueFiles(work, input.draft).then((draft) => append(work, { ...input, draft }));
}

function append(work: Work, { chatId, cid, draft, at, re }: Passed): Promise<Posted> {
  return work.commitTogether(appendLane, {
    key: chatId,
    sender: actingMember(work),
    seated: true,
    cid,
    draft,
    files: filesIn(draft),
    ...(at?.length ? { at } : {}),
    ...(re === undefined ? {} : { re }),
  });
}

/** What comes from a client: a record of what others said is made by forwarding, never taken on a client's word. */
export function postFromClient(work: Work, input: InputOf<typeof messaging.postMessage>): Promise<Posted> {
  return input.draft.k === 'forward' ? fail('common.not_allowed', 'a made-up record') : post(work, input);
}

export const postMessage = implement(messaging.postMessage, async (work, input) => {
  const { event } = await postFromClient(work, input);
  return { seq: event.s, n: event.n, id: event.id, at: new Date(event.ts).toISOString() };
});
