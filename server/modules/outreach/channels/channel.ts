import type { BroadcastId, ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Reason } from '@teahouse/contract/outreach';
import type { Draft } from '@teahouse/contract/realtime';
import type { Shift } from '../../../kernel/shift.ts';
import type { Work } from '../../../kernel/work.ts';

export interface Addressee {
  personId: CustomerId;
  customerId: CustomerId;
  memberId: MemberId;
  chatId: ChatId;
}

/** One broadcast for one customer, ready to leave. */
export interface Parcel extends Addressee {
  broadcastId: BroadcastId;
  locale: 'zh' | 'en';
  contents: readonly Draft[];
  /** the same however often it is handed over */
  key: string;
}

export interface Receipt {
  /** what the channel calls it */
  ref: string;
  /** when it reached the customer's side; missing where the channel tells it later */
  deliveredAt?: Date;
}

/** What a channel's own rules say about somebody at this moment. */
export interface ChannelRule {
  windowOpen: boolean;
  counterFree: boolean;
}

/** One way to a customer. Everything it needs lies in its own folder; the gateway knows nothing else about it. */
export interface Channel {
  readonly name: string;
  /** members confirm before anything leaves, because the channel's operator demands it */
  readonly staffConfirms: boolean;
  /** Customers come to look when they like: nothing rings, so neither nights nor caps count, and it touches nobody. */
  readonly passive?: true;
  readonly kinds: ReadonlySet<Draft['k']>;
  /** Its window and counter for these people, by person; whoever is missing cannot be reached. Runs in the deciding transaction. */
  rules(work: Work, people: readonly Addressee[]): Promise<ReadonlyMap<CustomerId, ChannelRule>>;
  /**
   * Hands over; twice with the same key reaches the customer once. A Failure is a refusal for good, `StillOut` asks to be asked again,
   * anything else is tried again.
   */
  send(shift: Shift, parcel: Parcel): Promise<Receipt>;
  /**
   * The receipt of what was handed over under this key, undefined where nothing was: after a crash, or when it shall not leave (any more)
   * for this reason. Throws `StillOut` where that is not decided.
   */
  find(shift: Shift, parcel: Parcel, why?: Reason): Promise<Receipt | undefined>;
}

/** It is with somebody over there, who will send it or not: ask again at this time. */
export class StillOut extends Error {
  override name = 'StillOut';
  readonly until: Date;
  constructor(until: Date) {
    super('handed over, and not sent yet');
    this.until = until;
  }
}
