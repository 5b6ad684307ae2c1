import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { dropToast, useOverlays } from './overlays.ts';
import { useUiWords } from './words.ts';

/** The lines that tell what just happened, read aloud as they come. */
export function Toasts() {
  const words = useUiWords();
  const toasts = useOverlays((s) => s.toasts);
  return (
    <section
      aria-label={words.notifications}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(72px+var(--safe-bottom))] z-50 flex flex-col items-center gap-2 px-4"
    >
      {toasts.map((t) => (
        <div
          key={t.id}
          role={t.tone === 'danger' ? 'alert' : undefined}
          className="pointer-events-auto flex max-w-120 animate-rise items-center gap-2.5 rounded-box bg-raised py-2 pr-1.5 pl-3.5 text-dense text-text shadow-2 ring-1 ring-line"
        >
          {t.tone === 'danger' && <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />}
          {t.tone === 'ok' && <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />}
          <span className="wrap-anywhere min-w-0">{t.text}</span>
          {t.action && (
            <button
              type="button"
              className="shrink-0 rounded-chip px-2 py-1 font-medium text-accent hover:bg-hover"
              onClick={() => {
                t.action?.run();
                dropToast(t.id);
              }}
            >
              {t.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label={words.close}
            onClick={() => dropToast(t.id)}
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-chip text-text-3 hover:text-text"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </div>
      ))}
    </section>
  );
}
