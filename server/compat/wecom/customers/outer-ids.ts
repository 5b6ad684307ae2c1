// Customers, desks, groups, tags and calendars under ids that look like the vendor's: people tell `wm…`, `wk…`, `wr…` and `et…` apart at sight, and clients keep them as they are.
import { createHash } from 'node:crypto';
import type {
  CalendarEventId,
  CalendarId,
  ChatId,
  ContactCodeId,
  CustomerId,
  CustomerTagGroupId,
  CustomerTagId,
  DeskId,
  GroupCodeId,
  MaterialId,
} from '@teahouse/contract/ids';

const MARK = 5;

/** 'wm' and 30 characters: ours without its prefix, and five that notice a slip of the pen. */
const outer = (mark: string, id: string) => `${mark}${id.slice(id.indexOf('_') + 1)}${checkOf(id)}`;

const checkOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, MARK);

function inner(mark: string, prefix: string, outerId: string): string | undefined {
  if (!outerId.startsWith(mark) || outerId.length <= mark.length + MARK) return undefined;
  const id = `${prefix}_${outerId.slice(mark.length, -MARK)}`;
  return outerId.endsWith(checkOf(id)) ? id : undefined;
}

export const externalUserid = (id: CustomerId) => outer('wm', id);
export const customerIdOf = (external: string) => inner('wm', 'cus', external) as CustomerId | undefined;

export const openKfid = (id: DeskId) => outer('wk', id);
export const deskIdOf = (kfid: string) => inner('wk', 'desk', kfid) as DeskId | undefined;

export const outerProductId = (id: MaterialId) => outer('wp', id);
export const productIdOf = (id: string) => inner('wp', 'mat', id) as MaterialId | undefined;

export const outerChatId = (id: ChatId) => outer('wr', id);
export const chatIdOf = (id: string) => inner('wr', 'chat', id) as ChatId | undefined;

export const outerCalendarId = (id: CalendarId) => outer('wc', id);
export const calendarIdOf = (id: string) => inner('wc', 'cal', id) as CalendarId | undefined;
export const outerScheduleId = (id: CalendarEventId) => outer('wc', id);
export const scheduleIdOf = (id: string) => inner('wc', 'evt', id) as CalendarEventId | undefined;
export const bookingId = (id: CalendarEventId) => outer('bk', id);
export const bookedEventOf = (id: string) => inner('bk', 'evt', id) as CalendarEventId | undefined;

export const outerTagId = (id: CustomerTagId | CustomerTagGroupId) => outer('et', id);
export const tagIdOf = (id: string) => inner('et', 'ctg', id) as CustomerTagId | undefined;
export const tagGroupIdOf = (id: string) => inner('et', 'ctgg', id) as CustomerTagGroupId | undefined;

/** Config ids are our own: the vendor's have no shape of their own. */
export const codeIdOf = (config: string) =>
  /^ccd_[0-9A-Za-z]{6,40}$/.test(config) ? (config as ContactCodeId) : undefined;

export const joinWayIdOf = (config: string) =>
  /^gcd_[0-9A-Za-z]{6,40}$/.test(config) ? (config as GroupCodeId) : undefined;
