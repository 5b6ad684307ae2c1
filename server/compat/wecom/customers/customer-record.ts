import type { FollowFacts, FollowPlace } from '../../../modules/customers/index.ts';
import { externalUserid, outerTagId } from './outer-ids.ts';

/** The person. Where we know nothing (picture, gender, what WeChat calls them) the vendor's own words for nothing stand. */
export const contactRecord = ({ rootId, name, company }: FollowFacts) => ({
  external_userid: externalUserid(rootId),
  name,
  position: '',
  avatar: '',
  corp_name: company,
  corp_full_name: company,
  type: 1,
  gender: 0,
});

const shared = (f: FollowFacts) => ({
  userid: f.userid,
  remark: f.remark,
  description: f.description,
  createtime: Math.floor(f.addedAt.getTime() / 1000),
  remark_corp_name: f.company,
  remark_mobiles: f.mobiles,
  oper_userid: f.userid,
  // 1: came by a code; 0: entered by hand or from a table.
  add_way: f.codeId ? 1 : 0,
  state: f.channel,
});

/** One of `follow_user`: tags are objects. */
export const followUser = (f: FollowFacts) => ({
  ...shared(f),
  tags: [
    ...f.tags.map((t) => ({ group_name: t.group, tag_name: t.name, type: 1, tag_id: outerTagId(t.id) })),
    ...f.personal.map((name) => ({ group_name: '', tag_name: name, type: 2 })),
  ],
});

/** `follow_info`: tags are ids alone. */
export const followInfo = (f: FollowFacts) => ({ ...shared(f), tag_id: f.tags.map((t) => outerTagId(t.id)) });

export const cursorAt = (f: FollowFacts): string =>
  Buffer.from(JSON.stringify([f.addedAt.toISOString(), f.customerId, f.memberId])).toString('base64url');

/** A cursor as the place it names; anything else is the beginning's, as with the vendor. */
export function placeOf(cursor: string | undefined): FollowPlace | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString());
    const [at] = Array.isArray(place) && place.every((p) => typeof p === 'string') ? place : [];
    return at !== undefined && !Number.isNaN(Date.parse(at)) ? (place as FollowPlace) : undefined;
  } catch {
    return undefined;
  }
}
