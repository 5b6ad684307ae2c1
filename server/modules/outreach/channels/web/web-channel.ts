// Our own page: the message stands in the customer's chat, in the name of the member who follows them.
import type { Draft } from '@teahouse/contract/realtime';
import { uuidOf } from '../../../../kernel/ids.ts';
import { postAs, postedAs } from '../../../messaging/index.ts';
import type { Channel, Parcel } from '../channel.ts';
import { stopLine } from '@teahouse/contract/stop-line';

export const web: Channel = {
  name: 'web',
  staffConfirms: false,
  kinds: new Set(['text', 'image', 'file', 'video', 'card']),
  /** Our page has neither window nor counter: the caps of the gateway are all there is. */
  rules: async (_work, people) =>
    new Map(people.map((p) => [p.personId, { windowOpen: true, counterFree: true }])),
  async send(shift, parcel) {
    let seq = 0;
    for (const [at, draft] of withWayOut(parcel).entries()) {
      const { event } = await shift.work((work) =>
        postAs(work, { speakerId: parcel.memberId, chatId: parcel.chatId, cid: cidOf(parcel, at), draft }),
      );
      seq = event.s;
    }
    return { ref: String(seq), deliveredAt: shift.now };
  },
  async find(shift, parcel) {
    const seq = await shift.work((work) => postedAs(work, parcel.chatId, parcel.memberId, cidOf(parcel, 0)));
    return seq === undefined ? undefined : { ref: String(seq), deliveredAt: shift.now };
  },
};

const cidOf = (parcel: Parcel, at: number) => uuidOf(`${parcel.key} ${at}`);

/** The way out stands below the last text, else as a line of its own. */
export function withWayOut({ contents, locale }: Pick<Parcel, 'contents' | 'locale'>): Draft[] {
  const line = stopLine[locale];
  const last = contents.findLastIndex((d) => d.k === 'text');
  return last < 0
    ? [...contents, { k: 'text', b: { text: line } }]
    : contents.map((d, i) =>
        i === last && d.k === 'text' ? { k: 'text', b: { text: `${d.b.text}\n\n${line}` } } : d,
      );
}
