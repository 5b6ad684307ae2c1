import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Backup } from './manifest.ts';

/** Each restore begins a new line of history; the WAL archive remembers when, so that any lived instant can be found. */
const Timeline = z.object({
  timeline: z.number().int(),
  parent: z.number().int(),
  /** The instant of the parent's history at which this one branched off. */
  branchedAt: z.iso.datetime(),
  /** When people began to live in it. */
  since: z.iso.datetime(),
});
export type Timeline = z.infer<typeof Timeline>;

const name = 'timelines.json';

export async function readTimelines(archive: string): Promise<Timeline[]> {
  const text = await readFile(join(archive, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return z.array(Timeline).parse(JSON.parse(text));
}

export async function addTimeline(archive: string, timeline: Timeline): Promise<void> {
  const all = [...(await readTimelines(archive)), timeline];
  await mkdir(archive, { recursive: true, mode: 0o700 });
  const part = join(archive, `${name}.part`);
  await writeFile(part, JSON.stringify(all, null, 2));
  await rename(part, join(archive, name));
}

/** The timeline people lived in at `instant`: the one begun last before it. Without any restore that is 1. */
export function timelineAt(timelines: readonly Timeline[], instant: Date): number {
  const begun = timelines.filter((each) => new Date(each.since) <= instant);
  return begun.toSorted((a, b) => (a.since < b.since ? -1 : 1)).at(-1)?.timeline ?? 1;
}

/** Whether replaying from this backup can reach `timeline`: it lies on that timeline or on the part of an ancestor it grew from. */
export function leadsTo(backup: Backup, timeline: number, timelines: readonly Timeline[]): boolean {
  if (backup.manifest.timeline === timeline) return true;
  const line = timelines.find((each) => each.timeline === timeline);
  if (!line) return false;
  if (backup.manifest.timeline === line.parent) return backup.manifest.endedAt <= line.branchedAt;
  return leadsTo(backup, line.parent, timelines);
}
