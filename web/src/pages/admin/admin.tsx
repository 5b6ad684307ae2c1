import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link, useLocation, useParams } from 'wouter';
import { locale } from '../../lib/locale.ts';
import { useDesk } from '../../lib/media.ts';
import { useMe } from '../../lib/session.ts';
import { Empty, PaneBar } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { PageFrame } from '../layout/shell.tsx';
import { useLayoutWords } from '../layout/words.ts';
import { adminSections } from './registry.ts';

/** The admin console: its sections at the left, as far as the member's rights reach. */
export function AdminPage() {
  const words = useLayoutWords();
  const me = useMe();
  const desk = useDesk();
  const [, navigate] = useLocation();
  const path = (useParams<{ '*'?: string }>()['*'] ?? '').split('/')[0];
  const mine = adminSections.filter((s) => s.rights.some((r) => me.rights.includes(r)));
  const here = mine.find((s) => s.path === path) ?? (desk ? mine[0] : undefined);
  const groups = [...new Set(mine.map((s) => s.group))];
  return (
    <ListAndDetail
      chosen={here !== undefined}
      list={
        <>
          <PaneBar>
            {!desk && (
              <IconButton label={words.back} className="-ml-2" onClick={() => navigate('/settings')}>
                <ChevronLeft aria-hidden className="size-5" />
              </IconButton>
            )}
            <h1 className="text-[15px] font-medium">{words.admin.title}</h1>
          </PaneBar>
          <nav aria-label={words.admin.title} className="min-h-0 flex-1 overflow-y-auto p-2">
            {groups.map((group) => (
              <div key={group} className="mb-2">
                <h2 className="px-3 pt-2 pb-1 text-tiny text-text-3">{words.admin.groups[group]}</h2>
                {mine
                  .filter((s) => s.group === group)
                  .map((s) => (
                    <Link
                      key={s.path}
                      href={`/admin/${s.path}`}
                      aria-current={s === here ? 'page' : undefined}
                      className={cx(
                        'tap flex h-9 items-center gap-3 rounded-chip px-3 text-dense',
                        s === here ? 'bg-selected font-medium' : 'hover:bg-hover',
                      )}
                    >
                      <s.icon aria-hidden className="size-4 shrink-0 text-text-2" />
                      <span className="min-w-0 flex-1 truncate">{s.title[locale()]}</span>
                      {!desk && <ChevronRight aria-hidden className="size-4 text-text-3" />}
                    </Link>
                  ))}
              </div>
            ))}
          </nav>
        </>
      }
      detail={
        here ? (
          <>
            <PaneBar>
              {!desk && (
                <IconButton label={words.back} className="-ml-2" onClick={() => navigate('/admin')}>
                  <ChevronLeft aria-hidden className="size-5" />
                </IconButton>
              )}
              <h1 className="text-[15px] font-medium">{here.title[locale()]}</h1>
            </PaneBar>
            <PageFrame load={here.load} on={here.path} />
          </>
        ) : (
          <Empty title={words.admin.empty} text={words.admin.emptyText} />
        )
      }
    />
  );
}
