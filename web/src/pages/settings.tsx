import { Building2, ChevronLeft, ChevronRight } from 'lucide-react';
import { Link, useLocation, useParams } from 'wouter';
import { useSettingsWords } from '../features/settings/words.ts';
import { locale } from '../lib/locale.ts';
import { useDesk } from '../lib/media.ts';
import { useMe } from '../lib/session.ts';
import { PaneBar } from '../ui/bits.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { ListAndDetail } from '../ui/panes.tsx';
import { PageFrame } from './layout/shell.tsx';
import { useLayoutWords } from './layout/words.ts';
import { settingsSections } from './settings-registry.ts';

export function SettingsPage() {
  const words = useSettingsWords();
  const layout = useLayoutWords();
  const me = useMe();
  const desk = useDesk();
  // On a desk the rail leads there; the bar of a phone has no room for it.
  const admin = !desk && me.rights.length > 0;
  const [, navigate] = useLocation();
  const { section } = useParams<{ section?: string }>();
  const here = settingsSections.find((s) => s.path === section) ?? (desk ? settingsSections[0] : undefined);
  return (
    <ListAndDetail
      chosen={here !== undefined}
      list={
        <>
          <PaneBar>
            <h1 className="text-[15px] font-medium">{words.title}</h1>
          </PaneBar>
          <nav aria-label={words.title} className="flex flex-col gap-0.5 overflow-y-auto p-2">
            {settingsSections.map((s) => (
              <Link
                key={s.path}
                href={`/settings/${s.path}`}
                aria-current={s === here ? 'page' : undefined}
                className={cx(
                  'flex items-center gap-3 rounded-box px-3 py-2.5',
                  s === here ? 'bg-selected' : 'hover:bg-hover',
                )}
              >
                <s.icon aria-hidden className="size-5 shrink-0 text-text-2" strokeWidth={1.7} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-body">{s.title[locale()]}</span>
                  <span className="block truncate text-small text-text-3">{s.hint[locale()]}</span>
                </span>
                {!desk && <ChevronRight aria-hidden className="size-4 text-text-3" />}
              </Link>
            ))}
            {admin && <hr className="mx-3 my-1 border-line" />}
            {admin && (
              <Link href="/admin" className="flex items-center gap-3 rounded-box px-3 py-2.5 hover:bg-hover">
                <Building2 aria-hidden className="size-5 shrink-0 text-text-2" strokeWidth={1.7} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-body">{layout.nav.admin}</span>
                  <span className="block truncate text-small text-text-3">{layout.adminHint}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-text-3" />
              </Link>
            )}
          </nav>
        </>
      }
      detail={
        here && (
          <>
            <PaneBar>
              {!desk && (
                <IconButton label={words.back} className="-ml-2" onClick={() => navigate('/settings')}>
                  <ChevronLeft aria-hidden className="size-5" />
                </IconButton>
              )}
              <h1 className="text-[15px] font-medium">{here.title[locale()]}</h1>
            </PaneBar>
            <div className="min-h-0 flex-1 overflow-y-auto">
              <div className="mx-auto max-w-160 px-5 pt-2 pb-8">
                <PageFrame load={here.load} on={here.path} />
              </div>
            </div>
          </>
        )
      }
    />
  );
}
