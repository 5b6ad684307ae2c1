import type { ReactNode } from 'react';
import { failureText } from '../../../lib/api.ts';
import type { Loaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { useAttendanceAdminWords } from './words.ts';

/** An admin page: what it is about, its main action, and its content once it is there. */
export function PageBody<T>({
  intro,
  action,
  loaded,
  children,
}: {
  intro: string;
  action?: ReactNode;
  loaded: Loaded<T>;
  children: (data: T) => ReactNode;
}) {
  const words = useAttendanceAdminWords();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-180 flex-col gap-4 px-4 pt-4 pb-10 desk:px-6">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <p className="min-w-0 flex-1 basis-64 text-dense text-text-2">{intro}</p>
          {action}
        </div>
        {loaded.data ? (
          children(loaded.data)
        ) : loaded.error !== null ? (
          <Empty title={words.failed} text={failureText(loaded.error)} />
        ) : (
          <RowsSkeleton rows={4} />
        )}
      </div>
    </div>
  );
}
