// What stands where: a principal, the home of its one calendar, the calendar, and a file for each of its events.
import type { CalendarObject, HeldCalendar } from '../../modules/calendar/index.ts';
import { escaped, type Resource } from './multistatus.ts';

export const ROOT = '/caldav/';
export const PRINCIPAL = '/caldav/me/';
export const HOME = '/caldav/me/calendars/';
export const hrefOfCalendar = (id: string): string => `${HOME}${id}/`;
export const hrefOfEvent = (calendarId: string, id: string): string => `${HOME}${calendarId}/${id}.ics`;

const D = '{DAV:}';
const C = '{urn:ietf:params:xml:ns:caldav}';
export const CALENDAR_DATA = `${C}calendar-data`;

const href = (path: string) => `<d:href>${path}</d:href>`;
const privileges = '<d:privilege><d:read/></d:privilege>';

const common: readonly (readonly [string, string])[] = [
  [`${D}current-user-principal`, href(PRINCIPAL)],
  [`${D}principal-collection-set`, href(ROOT)],
  [`${D}owner`, href(PRINCIPAL)],
  [`${D}current-user-privilege-set`, privileges],
];

export function folder(path: string, calendar: HeldCalendar): Resource {
  const own: [string, string][] = [
    [`${D}resourcetype`, path === PRINCIPAL ? '<d:collection/><d:principal/>' : '<d:collection/>'],
    [`${D}displayname`, escaped(calendar.title)],
    [`${D}principal-URL`, href(PRINCIPAL)],
    [`${C}calendar-home-set`, href(HOME)],
    [`${C}calendar-user-address-set`, href(PRINCIPAL)],
  ];
  return { href: path, says: new Map([...common, ...own]) };
}

/** Colours of the house as programs show them. */
const colours: Record<string, string> = {
  tea: '#2F855A',
  sky: '#2563EB',
  plum: '#9333A8',
  clay: '#D04A2F',
  gold: '#D9A21B',
  slate: '#64748B',
};
const reports = ['c:calendar-query', 'c:calendar-multiget', 'd:sync-collection']
  .map((r) => `<d:supported-report><d:report><${r}/></d:report></d:supported-report>`)
  .join('');

export const syncToken = (changeNo: number): string => `urn:teahouse:changes:${changeNo}`;
export const changeOf = (token: string): number | undefined => {
  const found = /^urn:teahouse:changes:(\d{1,15})$/.exec(token.trim())?.[1];
  return found === undefined ? undefined : Number(found);
};

export function calendarResource(calendar: HeldCalendar): Resource {
  const { id, title, note, colour, changeNo } = calendar;
  const own: [string, string][] = [
    [`${D}resourcetype`, '<d:collection/><c:calendar/>'],
    [`${D}displayname`, escaped(title)],
    [`${D}supported-report-set`, reports],
    [`${D}sync-token`, syncToken(changeNo)],
    [`${C}calendar-description`, escaped(note)],
    [`${C}supported-calendar-component-set`, '<c:comp name="VEVENT"/>'],
    [`${C}supported-calendar-data`, '<c:calendar-data content-type="text/calendar" version="2.0"/>'],
    ['{http://calendarserver.org/ns/}getctag', syncToken(changeNo)],
    ['{http://apple.com/ns/ical/}calendar-color', colours[colour] ?? colour],
  ];
  return { href: hrefOfCalendar(id), says: new Map([...common, ...own]) };
}

export const etagOf = ({ id, changeNo }: CalendarObject): string => `"${id}-${changeNo}"`;

export function eventResource(calendarId: string, object: CalendarObject): Resource {
  return {
    href: hrefOfEvent(calendarId, object.id),
    says: new Map([
      ...common,
      [`${D}resourcetype`, ''],
      [`${D}getetag`, escaped(etagOf(object))],
      [`${D}getcontenttype`, 'text/calendar; charset=utf-8; component=VEVENT'],
      [`${D}getcontentlength`, String(Buffer.byteLength(object.ics))],
      [CALENDAR_DATA, escaped(object.ics)],
    ]),
  };
}
