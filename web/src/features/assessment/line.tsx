import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from '../../ui/cx.ts';

/** One line of a list that opens on the right. */
export function Line({
  to,
  chosen,
  title,
  tag,
  below,
}: {
  to: string;
  chosen: boolean;
  title: ReactNode;
  tag?: ReactNode;
  below: ReactNode;
}) {
  return (
    <li>
      <Link
        href={to}
        aria-current={chosen ? 'page' : undefined}
        className={cx('flex flex-col gap-1 rounded-box px-3 py-2.5 hover:bg-hover', chosen && 'bg-selected')}
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-body font-medium text-text">{title}</span>
          {tag}
        </span>
        <span className="text-small text-text-2">{below}</span>
      </Link>
    </li>
  );
}
