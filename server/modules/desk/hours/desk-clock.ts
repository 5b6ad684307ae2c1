import type { Work } from '../../../kernel/work.ts';
import { companyCalendar, dayAt, epochOf } from '../../attendance/index.ts';
import { corpZone } from '../../directory/index.ts';
import type { DeskRow } from '../desk.access.ts';
import { dueAt, isOpen, nextOpening, type Wall } from './open-hours.ts';

export interface DeskClock {
  open(at: number): boolean;
  /** epoch ms; undefined: no opening within a year */
  opensAt(at: number): number | undefined;
  /** when so many minutes of open time have passed; null: never */
  due(from: number, minutes: number | null): Date | null;
}

/** The working hours of a desk, on its own clock and the company's calendar. */
export async function clockOf(
  work: Work,
  desk: Pick<DeskRow, 'hours' | 'zone' | 'holidays'>,
): Promise<DeskClock> {
  const { hours } = desk;
  const calendar = hours && desk.holidays ? await companyCalendar(work) : undefined;
  const wall: Wall = {
    zone: desk.zone ?? (await corpZone(work)),
    dayAt,
    epochOf,
    holiday(day) {
      const kind = calendar?.on(day)?.kind;
      return kind === undefined ? undefined : kind === 'work' ? 'work' : 'rest';
    },
  };
  return {
    open: (at) => isOpen(hours, wall, at),
    opensAt: (at) => nextOpening(hours, wall, at),
    due(from, minutes) {
      if (minutes === null) return null;
      const at = dueAt(hours, wall, from, minutes);
      return Number.isFinite(at) ? new Date(at) : null;
    },
  };
}
