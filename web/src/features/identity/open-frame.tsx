import type { ReactNode } from 'react';
import { locale, setLocale, type Locale } from '../../lib/locale.ts';
import { Choice } from '../../ui/toggle.tsx';
import { useIdentityWords } from './words.ts';

/** The face of every page for people who are not signed in: the mark, a title, one card, the language. */
export function OpenFrame({
  title,
  text,
  children,
  wide,
}: {
  title: string;
  text?: string;
  children: ReactNode;
  wide?: boolean;
}) {
  const words = useIdentityWords();
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-6 p-6 pt-[max(24px,var(--safe-top))]">
      <div className="flex max-w-110 flex-col items-center gap-3 text-center">
        <img src="/icons/tea.svg" alt="" className="size-14" />
        <h1 className="text-large font-medium">{title}</h1>
        {text && <p className="text-dense text-text-2">{text}</p>}
      </div>
      <div
        className={`flex w-full flex-col gap-4 rounded-card bg-surface p-6 shadow-2 ring-1 ring-line ${wide ? 'max-w-110' : 'max-w-88'}`}
      >
        {children}
      </div>
      <Choice<Locale>
        label={words.language}
        value={locale()}
        onValue={setLocale}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  );
}

/** A line between two ways of doing the same. */
export function Or() {
  const words = useIdentityWords();
  return (
    <div className="flex items-center gap-3 text-small text-text-3">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {words.or}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}

export function Fault({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-chip bg-danger-soft px-3 py-2 text-dense text-danger">
      {children}
    </p>
  );
}
