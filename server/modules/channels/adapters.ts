import { fail } from '../../kernel/fail.ts';
import type { Adapter } from './adapter.ts';

const known = new Map<string, Adapter>();

/** The kind is kept in rows and must not change. */
export function keepAdapter(adapter: Adapter): void {
  known.set(adapter.kind, adapter);
}

/** Fails with channels.unknown_kind. */
export const adapterOf = (kind: string): Adapter => known.get(kind) ?? fail('channels.unknown_kind');
export const allAdapters = (): readonly Adapter[] => [...known.values()];
