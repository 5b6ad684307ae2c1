import ICAL from 'ical.js';

/** An event as a file says it, in our words; `changes` are occurrences it says otherwise. */
export interface Read {
  uid: string;
  title: string;
  note: string;
  place: string;
  start: string;
  end: string;
  /** absent: a time without a zone, which is the reader's */
  zone?: string;
  rule: string | null;
  workdays: boolean;
  private: boolean;
  free: boolean;
  remind: number[];
  cancelled: string[];
  changes: { occurrence: string; title: string; note: string; place: string; start: string; end: string }[];
}

const wall = (t: ICAL.Time) => (t.isDate ? t.toString() : t.toString().slice(0, 16));

/** Reads the events of an ICS file. Throws on what is no ICS at all. */
export function fromIcs(file: string): Read[] {
  const root = new ICAL.Component(ICAL.parse(file) as unknown[] as never);
  if (root.name !== 'vcalendar') throw new Error('no VCALENDAR');
  const parts = root.getAllSubcomponents('vevent');
  const series = parts.filter((p) => !p.hasProperty('recurrence-id'));
  return series.map((p) =>
    readEvent(
      p,
      parts.filter((o) => o.hasProperty('recurrence-id') && uidOf(o) === uidOf(p)),
    ),
  );
}

const string = (p: ICAL.Component, name: string) => String(p.getFirstPropertyValue(name) ?? '');
const uidOf = (p: ICAL.Component) => string(p, 'uid');

function readEvent(p: ICAL.Component, changed: ICAL.Component[]): Read {
  const times = timesOf(p);
  const zone = zoneOf(p);
  const alarms = p.getAllSubcomponents('valarm').flatMap((a) => {
    const trigger = a.getFirstPropertyValue('trigger');
    return trigger instanceof ICAL.Duration ? [Math.round(-trigger.toSeconds() / 60)] : [];
  });
  return {
    uid: uidOf(p),
    title: string(p, 'summary').slice(0, 128),
    note: string(p, 'description').slice(0, 5_000),
    place: string(p, 'location').slice(0, 128),
    ...times,
    ...(zone ? { zone } : {}),
    rule: p.hasProperty('rrule') ? String(p.getFirstPropertyValue('rrule')) : null,
    workdays: string(p, 'x-teahouse-workdays') === 'TRUE',
    private: /^(PRIVATE|CONFIDENTIAL)$/.test(string(p, 'class')),
    free: string(p, 'transp') === 'TRANSPARENT',
    remind: [...new Set(alarms.filter((m) => m >= 0 && m <= 40_320))].slice(0, 5),
    cancelled: p
      .getAllProperties('exdate')
      .flatMap((x) => x.getValues().flatMap((t) => (t instanceof ICAL.Time ? [wall(t)] : []))),
    changes: changed.map((o) => ({
      occurrence: wall(o.getFirstPropertyValue('recurrence-id') as ICAL.Time),
      title: string(o, 'summary').slice(0, 128),
      note: string(o, 'description').slice(0, 5_000),
      place: string(o, 'location').slice(0, 128),
      ...timesOf(o),
    })),
  };
}

function timesOf(p: ICAL.Component): { start: string; end: string } {
  const event = new ICAL.Event(p);
  const { startDate, endDate } = event;
  return { start: wall(startDate), end: wall(endDate) };
}

/** The IANA zone of the start: UTC, its TZID, or what a VTIMEZONE calls its place. */
function zoneOf(p: ICAL.Component): string | undefined {
  const start = p.getFirstProperty('dtstart');
  const value = start?.getFirstValue();
  if (!(value instanceof ICAL.Time) || value.isDate) return undefined;
  const tzid = start?.getParameter('tzid');
  if (typeof tzid === 'string') {
    const part = p.parent?.getAllSubcomponents('vtimezone').find((z) => string(z, 'tzid') === tzid);
    return (part && string(part, 'x-lic-location')) || tzid;
  }
  return value.zone === ICAL.Timezone.utcTimezone ? 'UTC' : undefined;
}
