import type { ReactNode } from 'react';

/** Runs an action, asking for a proof of identity first where the server wants one. */
export type Confirmed = <T>(run: () => Promise<T>) => Promise<T>;

/** A part of the security settings under its own heading. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="border-b border-line py-5 last:border-b-0">
      <h2 className="text-body font-medium">{title}</h2>
      {text && <p className="mt-0.5 text-dense text-text-2">{text}</p>}
      <div className="mt-3 flex flex-col gap-3">{children}</div>
    </section>
  );
}

/** One thing with what can be done about it. */
export function Row({ title, note, children }: { title: ReactNode; note?: string; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-dense">{title}</div>
        {note && <div className="text-small break-words text-text-3">{note}</div>}
      </div>
      {children}
    </div>
  );
}
