import type { Audience } from '@teahouse/contract/audience';
import type { Broadcast } from '@teahouse/contract/outreach';
import type { AppId, BroadcastId, JourneyId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';

export interface BroadcastRow {
  id: BroadcastId;
  name: string;
  madeBy: MemberId | AppId;
  audience: Audience;
  contents: Draft[];
  contentHash: string | null;
  channel: string;
  holdOut: number;
  salt: string;
  confirm: boolean;
  outcome: Broadcast['outcome'];
  outcomeDays: number;
  state: Broadcast['state'];
  createdAt: Date;
  startAt: Date | null;
  launchedAt: Date | null;
  expiresAt: Date | null;
  finishedAt: Date | null;
  eligible: number;
  audienceHash: string | null;
  /** members may leave out customers when they confirm */
  pick: boolean;
  remindedAt: Date[];
  /** set where it is a step of a journey */
  journeyId: JourneyId | null;
  journeyVersion: number | null;
}

/** The columns of `BroadcastRow`, of the table that goes by `b`. */
export const BROADCAST = `b.id, b.name, b.made_by "madeBy", b.audience, b.contents, b.content_hash "contentHash", b.channel, b.hold_out "holdOut",
       b.salt, b.confirm, b.outcome, b.outcome_days "outcomeDays", b.state, b.created_at "createdAt", b.start_at "startAt", b.launched_at "launchedAt",
       b.expires_at "expiresAt", b.finished_at "finishedAt", b.eligible, b.audience_hash "audienceHash", b.pick, b.reminded_at "remindedAt", b.journey_id "journeyId", b.journey_version "journeyVersion"`;
