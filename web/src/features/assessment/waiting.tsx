import type { ReactNode } from 'react';
import { failureText } from '../../lib/api.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { useAssessmentWords } from './words.ts';

/** What was loaded, or that it is on its way, or why it is not there. */
export function Waiting<T>({ loaded, children }: { loaded: Loaded<T>; children: (data: T) => ReactNode }) {
  const words = useAssessmentWords();
  if (loaded.data !== undefined) return children(loaded.data);
  if (!loaded.error) return <RowsSkeleton rows={4} />;
  return (
    <Empty
      title={words.failed}
      text={failureText(loaded.error)}
      action={<Button onClick={loaded.reload}>{words.retry}</Button>}
    />
  );
}
