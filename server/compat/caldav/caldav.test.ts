// An unmodified CalDAV client finds the calendar, reads it, and keeps its copy up to date.
import { calendar, type EventFacts } from '@teahouse/contract/calendar';
import { DAVClient } from 'tsdav';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let secret: string;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-06-01T00:00:00Z');
  company = await world.company('清风茶业');
  lin = await company.hire('林小满');
});
afterAll(() => world?.close());

const zone = 'Asia/Shanghai';
const plan = async (facts: Partial<EventFacts> & Pick<EventFacts, 'title' | 'start' | 'end'>) =>
  (await lin.call(calendar.createEvent, { zone, ...facts })).body.id;
const client = async (password: string) => {
  const dav = new DAVClient({
    serverUrl: world.url,
    credentials: { username: 'lin', password },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
  });
  await dav.login();
  return dav;
};

test('the client finds one calendar by its secret, and reads what takes place in a span', async () => {
  const weekly = {
    title: '周会 & <茶>',
    start: '2026-06-02T10:00',
    end: '2026-06-02T11:00',
    rule: 'FREQ=WEEKLY',
  };
  const eventId = await plan({ ...weekly, note: '第一行\n第二行' });
  await lin.call(calendar.changeEvent, {
    eventId,
    scope: 'one',
    occurrence: '2026-06-09T10:00',
    start: '2026-06-10T15:00',
    end: '2026-06-10T16:00',
  });
  await plan({ title: '旧事', start: '2026-01-05', end: '2026-01-06' });
  const [first] = (await lin.call(calendar.listCalendars, {})).body.calendars;
  const { path } = (await lin.call(calendar.makeFeed, { calendarId: first!.id })).body;
  secret = path.slice(path.lastIndexOf('/') + 1);
  const dav = await client(secret);
  const calendars = await dav.fetchCalendars();
  expect(calendars).toMatchObject([
    {
      displayName: '林小满',
      components: ['VEVENT'],
      calendarColor: '#2F855A',
      reports: expect.arrayContaining(['syncCollection']),
    },
  ]);
  const inJune = { start: '2026-06-08T00:00:00Z', end: '2026-06-15T00:00:00Z' };
  const [june, ...others] = await dav.fetchCalendarObjects({ calendar: calendars[0]!, timeRange: inJune });
  expect(others).toEqual([]);
  expect(june!.data).toContain('SUMMARY:周会 & <茶>\r\n');
  expect(june!.data).toContain('RECURRENCE-ID;TZID=Asia/Shanghai:20260609T100000');
  expect(june!.data).toContain('DESCRIPTION:第一行\\n第二行');
  expect(await dav.fetchCalendarObjects({ calendar: calendars[0]! })).toHaveLength(2);
});

test('a copy is kept up to date by what changed and what went', async () => {
  const dav = await client(secret);
  const [held] = await dav.fetchCalendars();
  const objects = await dav.fetchCalendarObjects({ calendar: held! });
  const copy = { ...held!, objects };
  expect(await dav.isCollectionDirty({ collection: copy })).toMatchObject({ isDirty: false });
  const made = await plan({ title: '新事', start: '2026-06-20T09:00', end: '2026-06-20T10:00' });
  const { occurrences } = (
    await lin.call(calendar.listOccurrences, { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' })
  ).body;
  await lin.call(calendar.cancelEvent, { eventId: occurrences[0]!.eventId, scope: 'all' });
  expect(await dav.isCollectionDirty({ collection: copy })).toMatchObject({ isDirty: true });
  const synced = await dav.smartCollectionSyncDetailed({
    collection: { ...copy, objectMultiGet: dav.calendarMultiGet.bind(dav) },
    method: 'webdav',
  });
  const { created, updated, deleted } = synced.objects;
  expect([created.length, updated.length, deleted.length]).toEqual([1, 0, 1]);
  expect(created[0]).toMatchObject({
    url: expect.stringContaining(`${made}.ics`),
    data: expect.stringContaining('新事'),
  });
});

test('nothing is written, and a secret that was taken back opens nothing', async () => {
  const dav = await client(secret);
  const [held] = await dav.fetchCalendars();
  const iCalString = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n';
  const put = await dav.createCalendarObject({ calendar: held!, filename: 'x.ics', iCalString });
  expect(put.status).toBe(403);
  const ask = (init: RequestInit) => fetch(held!.url, init);
  expect((await ask({ method: 'PROPFIND' })).status).toBe(401);
  const headers = { authorization: `Basic ${Buffer.from(`lin:${secret}`).toString('base64')}` };
  const bomb = '<!DOCTYPE x [<!ENTITY a "b">]><propfind xmlns="DAV:"><prop><displayname/></prop></propfind>';
  expect((await ask({ method: 'PROPFIND', headers, body: bomb })).status).toBe(400);
  const stale =
    '<sync-collection xmlns="DAV:"><sync-token>urn:teahouse:changes:999</sync-token><prop/></sync-collection>';
  const refused = await ask({ method: 'REPORT', headers, body: stale });
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('valid-sync-token')]);
  const [first] = (await lin.call(calendar.listCalendars, {})).body.calendars;
  const other = (await lin.call(calendar.createCalendar, { title: '私事', colour: 'sky' })).body;
  await plan({ title: '秘密', start: '2026-06-03', end: '2026-06-04', calendarId: other.id } as never);
  const inOther = held!.url.replace(first!.id, other.id);
  expect((await fetch(inOther, { method: 'PROPFIND', headers })).status).toBe(404);
  await lin.call(calendar.stopFeed, { calendarId: first!.id });
  expect((await ask({ method: 'PROPFIND', headers })).status).toBe(401);
});
