import type { ReactNode } from 'react';
import { failureText } from '../../lib/api.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { useDirectoryWords } from './words.ts';

/** A settings page of the console: what it is for, its one main button, and its content once loaded. */
export function AdminList<T>({
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
  const words = useDirectoryWords();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-5">
        <div className="flex flex-wrap items-start gap-3">
          <p className="min-w-52 flex-1 text-dense text-text-2">{intro}</p>
          {action}
        </div>
        {loaded.error ? (
          <Empty
            title={failureText(loaded.error)}
            action={<Button onClick={loaded.reload}>{words.retry}</Button>}
          />
        ) : loaded.data === undefined ? (
          <RowsSkeleton rows={4} />
        ) : (
          children(loaded.data)
        )}
      </div>
    </div>
  );
}
