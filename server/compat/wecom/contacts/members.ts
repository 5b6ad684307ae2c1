import * as z from 'zod';
import type { MemberId } from '@teahouse/contract/ids';
import type { Shift } from '../../../kernel/shift.ts';
import type { Work } from '../../../kernel/work.ts';
import { giveFaceOf } from '../../../modules/apps/index.ts';
import {
  changeMember,
  changeOutward,
  disableMember,
  enterMember,
  leaveMember,
  memberFacts,
  membersByUserid,
  reactivateMember,
  roomInDepartments,
} from '../../../modules/directory/index.ts';
import { type WecomCall, type WecomOutsideCall, wecomCall, wecomOutsideCall } from '../call.ts';
import { listOf, maybe, need, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { factsGiven, MemberInput, outwardGiven, placesGiven } from './member-input.ts';
import { knownMember } from './seen.ts';

const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

const create = wecomOutsideCall({
  path: '/cgi-bin/user/create',
  writes: true,
  scope: 'contacts.write',
  done: 'created',
  input: MemberInput,
  async act(shift, given) {
    const memberId = await shift.work((work) => createdMember(work, given, shift.ports.settings.mostNodes));
    await faceGiven(shift, memberId, given);
    return {};
  },
});

/** The member a client describes, entered into the directory. */
async function createdMember(work: Work, given: MemberInput, mostNodes: number): Promise<MemberId> {
  const userid = useridOf(need(given.userid, 41009));
  if (!given.mobile && !given.email) throw new WecomError(60129);
  const { name, ...facts } = await factsGiven(work, given);
  const departments = need(await placesGiven(work, given), 60127);
  await roomInDepartments(
    work,
    departments.map((d) => d.id),
    mostNodes,
  );
  const memberId = await enterMember(work, {
    ...facts,
    userid,
    name: need(name, 60112),
    mobile: given.mobile || null,
    departments,
  });
  await changeOutward(work, memberId, outwardGiven(given));
  if (given.enable === false) await disableMember(work, { memberId });
  return memberId;
}

const update = wecomOutsideCall({
  path: '/cgi-bin/user/update',
  writes: true,
  scope: 'contacts.write',
  done: 'updated',
  input: MemberInput,
  async act(shift, given) {
    const memberId = await shift.work((work) => updatedMember(work, given, shift.ports.settings.mostNodes));
    await faceGiven(shift, memberId, given);
    return {};
  },
});

/** What a client gives is changed, what it leaves out stays. */
async function updatedMember(work: Work, given: MemberInput, mostNodes: number): Promise<MemberId> {
  const memberId = await knownMember(work, need(given.userid, 41009), 60111);
  const [before] = await memberFacts(work, everyone, [memberId]);
  if (given.new_userid !== undefined && !before!.useridMade) throw new WecomError(301036);
  const facts = await factsGiven(work, given);
  const departments = await placesGiven(work, given, before);
  const fresh = (departments ?? []).filter((d) => !before!.places.some((p) => p.no === d.no));
  await roomInDepartments(
    work,
    fresh.map((d) => d.id),
    mostNodes,
  );
  // The vendor ignores a new mobile of somebody who has signed in, without an error.
  const mobile = given.mobile === undefined || before!.activated ? {} : { mobile: given.mobile || null };
  await changeMember(work, {
    ...facts,
    ...mobile,
    memberId,
    ...(departments ? { departments } : {}),
    ...(given.new_userid === undefined ? {} : { userid: useridOf(given.new_userid) }),
  });
  await changeOutward(work, memberId, outwardGiven(given));
  if (given.enable === false && before!.status !== 'disabled') await disableMember(work, { memberId });
  if (given.enable === true && before!.status === 'disabled') await reactivateMember(work, { memberId });
  return memberId;
}

const remove = wecomCall({
  path: '/cgi-bin/user/delete',
  scope: 'contacts.write',
  done: 'deleted',
  input: z.object({ userid: maybe(words) }),
  async run(work, { userid }) {
    await removeMember(work, await knownMember(work, need(userid, 41009), 60111));
    return {};
  },
});

const batchDelete = wecomCall({
  path: '/cgi-bin/user/batchdelete',
  writes: true,
  scope: 'contacts.write',
  done: 'deleted',
  input: z.object({ useridlist: listOf(words) }),
  async run(work, { useridlist }) {
    if (useridlist.length === 0) throw new WecomError(40063);
    if (useridlist.length > limits.deletedAtOnce) throw new WecomError(40032);
    const known = await membersByUserid(work, useridlist);
    const ids = useridlist.map((userid) => known.get(userid.toLowerCase()));
    if (ids.includes(undefined)) throw new WecomError(40031);
    for (const id of new Set(ids)) await removeMember(work, id!);
    return {};
  },
});

/** A member leaves the company; whoever owns it stays. */
export async function removeMember(work: Work, memberId: MemberId): Promise<void> {
  const [facts] = await memberFacts(work, everyone, [memberId]);
  if (facts?.isOwner) throw new WecomError(301005);
  await leaveMember(work, { memberId });
}

export const memberWrites: readonly WecomCall[] = [remove, batchDelete];
export const memberOutsideCalls: readonly WecomOutsideCall[] = [create, update];

function useridOf(userid: string): string {
  if (!/^[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$/.test(userid)) throw new WecomError(40003);
  return userid;
}

async function faceGiven(shift: Shift, memberId: MemberId, { avatar_mediaid }: MemberInput): Promise<void> {
  if (avatar_mediaid !== undefined) await giveFaceOf(shift, memberId, avatar_mediaid);
}
