// A WAL segment is named by 24 hex digits: timeline, and a number in two halves of which the lower counts to 255.

const segmentsPerHalf = 256; // 4 GiB of addresses in segments of 16 MiB

export const isSegment = (name: string): boolean => /^[0-9A-F]{24}$/.test(name);

/** All segment names from `first` to `last`, both included; they must be of one timeline. */
export function segmentsBetween(first: string, last: string): string[] {
  const timeline = first.slice(0, 8);
  if (last.slice(0, 8) !== timeline) throw new Error(`${first} and ${last} are of different timelines.`);
  const names: string[] = [];
  for (let number = numberOf(first); number <= numberOf(last); number += 1)
    names.push(nameOf(timeline, number));
  return names;
}

/** Whether `segment` was written before `other`, whatever their timelines. */
export function isBefore(segment: string, other: string): boolean {
  return numberOf(segment) < numberOf(other);
}

function numberOf(segment: string): number {
  return parseInt(segment.slice(8, 16), 16) * segmentsPerHalf + parseInt(segment.slice(16), 16);
}

function nameOf(timeline: string, number: number): string {
  const hex = (part: number): string => part.toString(16).toUpperCase().padStart(8, '0');
  return `${timeline}${hex(Math.floor(number / segmentsPerHalf))}${hex(number % segmentsPerHalf)}`;
}
