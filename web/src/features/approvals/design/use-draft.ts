import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApprovalTemplateId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import type { AdminTemplate, Draft, Flow, FlowFault } from './shapes.ts';

const WAIT_MS = 700;
const STEPS_BACK = 100;

export type Kept = 'saved' | 'saving' | 'failed' | 'unnamed';
export interface DraftState {
  template: AdminTemplate | undefined;
  error: unknown;
  draft: Draft | undefined;
  faults: readonly FlowFault[];
  kept: Kept;
  /** changes of the same `stroke` in a row are taken back together */
  change: (next: Draft, stroke?: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** keeps what is not kept yet; false where that failed */
  flush: () => Promise<boolean>;
  reload: () => void;
}

interface Line {
  past: Draft[];
  now: Draft;
  next: Draft[];
  stroke: string;
}

/** The draft of a template: changed here, kept by the server a moment later, every change taken back by `undo`. */
export function useDraft(templateId: ApprovalTemplateId): DraftState {
  const { data, error, reload } = useLoaded(templateId, (signal) =>
    api.approvalsAdmin.adminTemplate({ templateId }, { signal }),
  );
  const [line, setLine] = useState<Line | null>(null);
  const [kept, setKept] = useState<{ what: Draft; faults: FlowFault[] } | null>(null);
  const [failed, setFailed] = useState<Draft | null>(null);
  const first = useRef<Draft | null>(null);
  const [loaded, setLoaded] = useState<AdminTemplate | null>(null);
  if (data && loaded?.id !== data.id) {
    const now = draftOf(data);
    setLoaded(data);
    setLine({ past: [], now, next: [], stroke: '' });
    setKept({ what: now, faults: data.faults });
  }
  const now = line?.now;
  const dirty = now !== undefined && kept?.what !== now;
  const save = useCallback(
    async (what: Draft): Promise<boolean> => {
      if (!what.name.trim()) return false;
      try {
        const { faults } = await api.approvalsAdmin.saveTemplate({ templateId, ...what });
        setKept({ what, faults });
        setFailed(null);
        return true;
      } catch {
        // The bar says so, and the next change tries again.
        setFailed(what);
        return false;
      }
    },
    [templateId],
  );
  useEffect(() => {
    if (!now || !dirty) return;
    first.current = now;
    const later = setTimeout(() => void save(now), WAIT_MS);
    return () => clearTimeout(later);
  }, [now, dirty, save]);
  useEffect(() => {
    if (!dirty) first.current = null;
  }, [dirty]);
  // Whoever leaves within the moment loses nothing.
  useEffect(() => () => void (first.current && save(first.current)), [save]);

  const change = useCallback(
    (next: Draft, stroke = '') =>
      setLine((l) =>
        l && stroke && l.stroke === stroke
          ? { ...l, now: next, next: [] }
          : { past: l ? [...l.past.slice(-STEPS_BACK), l.now] : [], now: next, next: [], stroke },
      ),
    [],
  );
  const undo = () =>
    setLine((l) => {
      const before = l?.past.at(-1);
      return l && before
        ? { past: l.past.slice(0, -1), now: before, next: [l.now, ...l.next], stroke: '' }
        : l;
    });
  const redo = () =>
    setLine((l) => {
      const after = l?.next[0];
      return l && after ? { past: [...l.past, l.now], now: after, next: l.next.slice(1), stroke: '' } : l;
    });
  return {
    template: data,
    error,
    draft: now,
    faults: kept?.faults ?? [],
    kept: !dirty ? 'saved' : !now.name.trim() ? 'unnamed' : failed === now ? 'failed' : 'saving',
    change,
    undo: line?.past.length ? undo : null,
    redo: line?.next.length ? redo : null,
    flush: async () => !now || !dirty || (await save(now)),
    reload,
  };
}

const draftOf = (t: AdminTemplate): Draft => ({
  name: t.name,
  en: t.en,
  about: t.about,
  section: t.section,
  managers: t.managers,
  // The server has filled in every default.
  flow: t.flow as Flow,
});
