// CalDAV (RFC 4791) for programs that read a calendar and keep a copy of it: phones, mail programs, Thunderbird. They sign in with the
// secret of the calendar's address as their password, under any name, and may write nothing.
import type { CalendarId } from '@teahouse/contract/ids';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { system, type Work } from '../../kernel/work.ts';
import {
  calendarObjects,
  FEED_KEY,
  goneSince,
  type HeldCalendar,
  heldCalendar,
} from '../../modules/calendar/index.ts';
import { multistatus, notThere, refused, told } from './multistatus.ts';
import { allOf, childOf, type DavElement, readDav } from './read-dav.ts';
import {
  calendarResource,
  CALENDAR_DATA,
  changeOf,
  etagOf,
  eventResource,
  folder,
  HOME,
  hrefOfCalendar,
  hrefOfEvent,
  PRINCIPAL,
  ROOT,
  syncToken,
} from './resources.ts';

const reading = ['OPTIONS', 'GET', 'HEAD', 'PROPFIND', 'REPORT'];

export const caldav: ForeignDoor = {
  name: 'caldav',
  paths: ['/caldav', '/caldav/', '/.well-known/caldav'],
  methods: ['OPTIONS', 'PROPFIND', 'REPORT', 'PROPPATCH', 'MKCALENDAR', 'MKCOL', 'MOVE', 'COPY'],
  async answer(call) {
    const { path, method } = call.request;
    if (path === '/.well-known/caldav') return { status: 301, headers: { location: ROOT }, body: '' };
    if (method === 'OPTIONS')
      return { status: 200, headers: { allow: reading.join(', '), dav: '1, calendar-access' }, body: '' };
    const held = await whose(call);
    if (!held)
      return {
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="Teahouse", charset="UTF-8"' },
        body: '',
      };
    if (!reading.includes(method)) return refused(403, 'd:need-privileges');
    return await call.ports.openWork(held.corpId, system, (work) => read(work, held.calendarId, call));
  },
};

async function whose({
  request,
  ports,
}: ForeignCall): Promise<{ corpId: string; calendarId: string } | undefined> {
  const [, sent = ''] = /^Basic ([\w+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const both = Buffer.from(sent, 'base64').toString('utf8');
  const secret = both.slice(both.indexOf(':') + 1);
  if (!both.includes(':') || secret === '') return undefined;
  const key = await ports.frontDesk.whoseKey(FEED_KEY, secret);
  return key && { corpId: key.corpId, calendarId: key.opens };
}

async function read(work: Work, calendarId: string, { request }: ForeignCall): Promise<ForeignAnswer> {
  const calendar = await heldCalendar(work, calendarId);
  if (!calendar) return { status: 404, body: '' };
  const path = decodeURI(request.path);
  const body = readDav(request.body);
  if (request.body.length > 0 && !body) return { status: 400, body: '' };
  if (request.method === 'PROPFIND')
    return await find(work, calendar, path, body, request.headers['depth'] !== '0');
  if (request.method === 'REPORT' && body) return await report(work, calendar, body);
  return await file(work, calendar, path);
}

/** The event that a path below the calendar names. */
const eventAt = (calendar: HeldCalendar, path: string): string | undefined => {
  const below = hrefOfCalendar(calendar.id);
  return path.startsWith(below) ? /^(evt_\w+)\.ics$/.exec(path.slice(below.length))?.[1] : undefined;
};

/** Names asked for; undefined asks for everything but the files themselves. */
function askedOf(body: DavElement | undefined): string[] | undefined {
  const prop = childOf(body, '{DAV:}prop');
  return prop?.children.map((c) => c.name);
}

async function find(
  work: Work,
  calendar: HeldCalendar,
  path: string,
  body: DavElement | undefined,
  below: boolean,
): Promise<ForeignAnswer> {
  const asked = askedOf(body);
  const here = `${path}/`;
  if (here === ROOT || here === PRINCIPAL) return multistatus([told(folder(here, calendar), asked)]);
  if (here === HOME)
    return multistatus([
      told(folder(HOME, calendar), asked),
      ...(below ? [told(calendarResource(calendar), asked)] : []),
    ]);
  if (here === hrefOfCalendar(calendar.id)) {
    const objects = below ? await calendarObjects(work, calendar.id, {}) : [];
    return multistatus([
      told(calendarResource(calendar), asked),
      ...objects.map((o) =>
        told(eventResource(calendar.id, o), asked ?? ['{DAV:}getetag', '{DAV:}resourcetype']),
      ),
    ]);
  }
  const id = eventAt(calendar, path);
  const [object] = id ? await calendarObjects(work, calendar.id, { ids: [id] }) : [];
  return object ? multistatus([told(eventResource(calendar.id, object), asked)]) : { status: 404, body: '' };
}

async function report(work: Work, calendar: HeldCalendar, body: DavElement): Promise<ForeignAnswer> {
  const asked = askedOf(body) ?? ['{DAV:}getetag', CALENDAR_DATA];
  const shown = (objects: Awaited<ReturnType<typeof calendarObjects>>) =>
    objects.map((o) => told(eventResource(calendar.id, o), asked));
  switch (body.name) {
    case '{urn:ietf:params:xml:ns:caldav}calendar-query':
      return multistatus(shown(await matching(work, calendar.id, body)));
    case '{urn:ietf:params:xml:ns:caldav}calendar-multiget': {
      const hrefs = body.children
        .filter((c) => c.name === '{DAV:}href')
        .map((c) => decodeURI(pathOf(c.text)));
      const ids = hrefs.map((href) => eventAt(calendar, href));
      const objects = await calendarObjects(work, calendar.id, { ids: ids.filter((id) => id !== undefined) });
      const found = new Set<string | undefined>(objects.map((o) => o.id));
      return multistatus([...shown(objects), ...hrefs.filter((_, i) => !found.has(ids[i])).map(notThere)]);
    }
    case '{DAV:}sync-collection':
      return await changes(work, calendar, body, shown);
    default:
      return refused(403, 'd:supported-report');
  }
}

const pathOf = (href: string) => new URL(href.trim(), 'http://here').pathname;

async function changes(
  work: Work,
  calendar: HeldCalendar,
  body: DavElement,
  shown: (objects: Awaited<ReturnType<typeof calendarObjects>>) => string[],
): Promise<ForeignAnswer> {
  const token = childOf(body, '{DAV:}sync-token')?.text.trim() ?? '';
  const since = token === '' ? -1 : changeOf(token);
  if (since === undefined || since > calendar.changeNo) return refused(403, 'd:valid-sync-token');
  const objects = await calendarObjects(work, calendar.id, { since });
  const gone = since < 0 ? [] : await goneSince(work, calendar.id, since);
  return multistatus(
    [...shown(objects), ...gone.map((id) => notThere(hrefOfEvent(calendar.id, id)))],
    `<d:sync-token>${syncToken(calendar.changeNo)}</d:sync-token>`,
  );
}

/** Filters by kind and span; there are events alone. Finer filters are the program's own to apply. */
async function matching(work: Work, calendarId: CalendarId, body: DavElement) {
  const C = '{urn:ietf:params:xml:ns:caldav}';
  const kinds = allOf(body, `${C}comp-filter`).map((f) => f.attributes['name']);
  if (kinds.some((kind) => kind !== 'VCALENDAR' && kind !== 'VEVENT')) return [];
  const range = allOf(body, `${C}time-range`)[0]?.attributes ?? {};
  const span = { from: instant(range['start']), to: instant(range['end']) };
  return await calendarObjects(work, calendarId, { span });
}

const instant = (stamp: string | undefined): Date | undefined => {
  const [, y, m, d, h, n, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp ?? '') ?? [];
  return y ? new Date(`${y}-${m}-${d}T${h}:${n}:${s}Z`) : undefined;
};

async function file(work: Work, calendar: HeldCalendar, path: string): Promise<ForeignAnswer> {
  const id = eventAt(calendar, path);
  const [object] = id ? await calendarObjects(work, calendar.id, { ids: [id] }) : [];
  if (!object) return { status: 404, body: '' };
  return {
    status: 200,
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      etag: etagOf(object),
      'cache-control': 'no-store',
    },
    body: object.ics,
  };
}
