import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { useUiWords } from './words.ts';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** buttons, the main one last */
  footer?: ReactNode;
  size?: 'small' | 'normal' | 'large';
  initialFocus?: RefObject<HTMLElement | null>;
}

const widths = { small: 'desk:w-96', normal: 'desk:w-120', large: 'desk:w-180' };
const backdrop =
  'fixed inset-0 z-40 bg-black/35 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/60';

/** A question in front of everything; a sheet from below on phones. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  size = 'normal',
  initialFocus,
}: DialogProps) {
  const words = useUiWords();
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          {...(initialFocus ? { initialFocus } : {})}
          className={cx(
            'pane fixed z-40 bg-raised shadow-3 transition-[opacity,transform] duration-150 outline-none',
            'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-card pb-(--safe-bottom) data-ending-style:translate-y-4 data-starting-style:translate-y-4',
            'desk:inset-auto desk:top-1/2 desk:left-1/2 desk:max-h-[86dvh] desk:max-w-[calc(100vw-48px)] desk:-translate-x-1/2 desk:-translate-y-1/2 desk:rounded-card desk:pb-0 desk:data-ending-style:-translate-y-[49%] desk:data-starting-style:-translate-y-[49%]',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
            widths[size],
          )}
        >
          <div className="flex shrink-0 items-center gap-2 px-5 pt-4 pb-2">
            <Base.Title className="min-w-0 flex-1 truncate text-title font-medium">{title}</Base.Title>
            <Base.Close render={<IconButton label={words.close} className="-mr-2" />}>
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          {description && (
            <Base.Description className="px-5 pb-2 text-dense text-text-2" render={<div />}>
              {description}
            </Base.Description>
          )}
          {children && <div className="pane flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer && (
            <div className="flex shrink-0 flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
}

/** A page laid over from the right; the whole screen on phones. */
export function Drawer({ open, onClose, title, children, footer, wide }: DrawerProps) {
  const words = useUiWords();
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={cx(
            'pane fixed inset-y-0 right-0 z-40 w-full bg-surface pt-(--safe-top) pb-(--safe-bottom) shadow-3 outline-none',
            'transition-[opacity,transform] duration-160 data-ending-style:translate-x-6 data-ending-style:opacity-0 data-starting-style:translate-x-6 data-starting-style:opacity-0',
            wide ? 'desk:w-180' : 'desk:w-96',
          )}
        >
          <div className="flex h-(--bar) shrink-0 items-center gap-2 border-b border-line px-4">
            <Base.Title className="min-w-0 flex-1 truncate text-[15px] font-medium">{title}</Base.Title>
            <Base.Close render={<IconButton label={words.close} className="-mr-1" />}>
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          <div className="pane flex-1 overflow-y-auto">{children}</div>
          {footer && (
            <div className="flex shrink-0 justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
