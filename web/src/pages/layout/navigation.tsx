import { LogOut, Search, Settings } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useUnreadAtDesks, useUnreadTotal } from '../../features/messaging/unread.ts';
import { keyName } from '../../lib/key-names.ts';
import { signOut, useMe } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { confirm, openMenu } from '../../ui/overlays.ts';
import type { Page } from '../registry.ts';
import { paletteStore } from './palette-store.ts';
import { useLayoutWords } from './words.ts';

interface NavProps {
  pages: readonly Page[];
  section: string;
}

/** The rail at the left of a desk. */
export function Rail({ pages, section }: NavProps) {
  const words = useLayoutWords();
  const me = useMe();
  const [, navigate] = useLocation();
  const unread = useUnreadTotal();
  const atDesks = useUnreadAtDesks();
  const item = (page: Page) => {
    const { nav } = page;
    if (!nav) return null;
    const here = nav.to === `/${section}`;
    const Icon = nav.icon;
    return (
      <Link
        key={nav.id}
        href={nav.to}
        aria-current={here ? 'page' : undefined}
        className={cx(
          'relative flex w-14 shrink-0 flex-col items-center gap-0.5 rounded-box pt-1.5 pb-1 text-tiny transition-colors duration-120',
          here ? 'bg-accent-soft font-medium text-accent' : 'text-text-2 hover:bg-hover hover:text-text',
        )}
      >
        <Icon aria-hidden className="size-[21px]" strokeWidth={here ? 2 : 1.7} />
        <span className="max-w-full truncate">{words.nav[nav.id]}</span>
        {nav.id === 'chats' && <Badge n={unread} className="absolute -top-0.5 left-8" />}
        {nav.id === 'desk' && <Badge n={atDesks} className="absolute -top-0.5 left-8" />}
      </Link>
    );
  };
  return (
    <nav
      aria-label={words.navigation}
      data-tip-side="right"
      className="flex w-[68px] shrink-0 flex-col items-center gap-1 border-r border-line bg-paper py-3"
    >
      <button
        type="button"
        aria-label={words.me}
        aria-haspopup="menu"
        data-tip={me.member.name}
        className="mb-2 shrink-0 rounded-[12px]"
        onClick={(e) =>
          openMenu({
            at: e.currentTarget,
            label: words.me,
            items: [
              { title: `${me.member.name} · ${me.corp.name}` },
              { label: words.nav.settings, icon: <Settings />, onSelect: () => navigate('/settings') },
              'line',
              {
                label: words.signOut,
                icon: <LogOut />,
                onSelect: () =>
                  void confirm({
                    title: words.signOutSure,
                    text: words.signOutText,
                    action: words.signOut,
                    danger: true,
                  }).then((yes) => (yes ? signOut() : undefined)),
              },
            ],
          })
        }
      >
        <Avatar id={me.member.id} name={me.member.name} src={me.member.avatar} size={38} />
      </button>
      <button
        type="button"
        aria-label={words.palette}
        data-tip={`${words.palette} ${keyName('mod+k')}`}
        onClick={() => paletteStore.setState({ open: true })}
        className="mb-1 inline-flex h-9 w-14 shrink-0 items-center justify-center rounded-box bg-hover text-text-2 hover:text-text"
      >
        <Search aria-hidden className="size-[18px]" />
      </button>
      {/* Low windows scroll the pages; settings stay in reach. */}
      <div className="-my-0.5 flex min-h-0 w-full flex-1 flex-col items-center gap-1 overflow-y-auto py-0.5">
        {pages.filter((p) => !p.nav?.low && !p.nav?.within && p.nav?.id !== 'search').map(item)}
      </div>
      {pages.filter((p) => p.nav?.low).map(item)}
    </nav>
  );
}

/** The bar at the bottom of a phone. */
export function BottomBar({ pages, section }: NavProps) {
  const words = useLayoutWords();
  const unread = useUnreadTotal();
  return (
    <nav
      aria-label={words.navigation}
      className="flex shrink-0 border-t border-line bg-panel pb-(--safe-bottom) shadow-1"
    >
      {pages.map((page) => {
        const { nav } = page;
        if (!nav?.phone) return null;
        // The admin console is entered from the settings and has no place of its own here.
        const here = nav.to === `/${section === 'admin' ? 'settings' : section}`;
        const Icon = nav.icon;
        return (
          <Link
            key={nav.id}
            href={nav.to}
            aria-current={here ? 'page' : undefined}
            className={cx(
              'relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-tiny',
              here ? 'font-medium text-accent' : 'text-text-2',
            )}
          >
            <Icon aria-hidden className="size-[22px]" strokeWidth={here ? 2.1 : 1.7} />
            {words.nav[nav.id]}
            {nav.id === 'chats' && <Badge n={unread} className="absolute top-1 left-1/2 ml-1.5" />}
          </Link>
        );
      })}
    </nav>
  );
}
