import type { ReactNode } from 'react';
import { failureText } from '../../../lib/api.ts';
import type { Loaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { useFinanceWords } from './words.ts';

/** A page of finance: one sentence on what it is for, its main action, and what was loaded. */
export function FinancePage<T>({
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
  const { failed } = useFinanceWords();
  const { data, error } = loaded;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-200 flex-col gap-5 px-4 pt-4 pb-10 desk:px-6">
        <header className="flex flex-wrap items-start gap-3">
          <p className="min-w-0 flex-1 basis-64 text-dense text-text-2">{intro}</p>
          {action}
        </header>
        {data && children(data)}
        {!data && error === null && <RowsSkeleton rows={4} />}
        {!data && error !== null && <Empty title={failed} text={failureText(error)} />}
      </div>
    </div>
  );
}
