import { createElement, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useAsking } from '../../lib/step-up.ts';
import { Catch, lazily, onIdle, Quiet } from '../../lib/lazily.tsx';
import { useDesk } from '../../lib/media.ts';
import { useMe } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useOverlays } from '../../ui/overlays.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Tips } from '../../ui/tip.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { useUiWords } from '../../ui/words.ts';
import { pages, type Page } from '../registry.ts';
import { BottomBar, Rail } from './navigation.tsx';
import { paletteStore } from './palette-store.ts';
import { useLayoutWords } from './words.ts';

const loadOverlays = () => import('../../ui/overlay-host.tsx');
const OverlayHost = lazily(loadOverlays, (m) => m.OverlayHost);
const StepUpDialog = lazily(
  () => import('../../features/step-up/step-up-dialog.tsx'),
  (m) => m.StepUpDialog,
);
const Palette = lazily(
  () => import('./palette.tsx'),
  (m) => m.Palette,
);
const ShortcutMap = lazily(
  () => import('./shortcut-map.tsx'),
  (m) => m.ShortcutMap,
);

/** The overlay code, once something asked for it or the browser was idle. */
export function Overlays() {
  const [wanted, setWanted] = useState(false);
  const asking = useAsking();
  const asked = useOverlays((s) => s.menu !== null || s.popover !== null || s.dialog !== null);
  useEffect(() => onIdle(() => void loadOverlays().then(() => setWanted(true))), []);
  return (
    <>
      <Toasts />
      <Tips />
      {(wanted || asked) && (
        <Quiet>
          <OverlayHost />
        </Quiet>
      )}
      {asking && (
        <Quiet>
          <StepUpDialog />
        </Quiet>
      )}
    </>
  );
}

function NotFound() {
  const words = useLayoutWords();
  return (
    <div className="pane flex-1 bg-surface">
      <Empty
        title={words.notFound}
        text={words.notFoundText}
        action={
          <Link href="/chats" className="rounded-chip font-medium text-accent hover:underline">
            {words.goHome}
          </Link>
        }
      />
    </div>
  );
}

/** One page in its frame: a skeleton while it comes, a retry where it does not. */
export function PageFrame({ load, on }: { load: Page['load']; on: string }) {
  const words = useUiWords();
  const [attempt, setAttempt] = useState(0);
  // A failed import stays failed inside React.lazy: another attempt needs another component.
  const page = useMemo(() => ({ attempt, Content: lazily(load, (c) => c) }), [load, attempt]);
  return (
    <Catch
      on={on}
      fallback={(retry) => (
        <Empty
          title={words.failedToLoad}
          text={words.failedHint}
          action={<Button onClick={() => (setAttempt((n) => n + 1), retry())}>{words.retry}</Button>}
        />
      )}
    >
      <Suspense fallback={<RowsSkeleton />}>{createElement(page.Content)}</Suspense>
    </Catch>
  );
}

export function Shell() {
  const words = useLayoutWords();
  const me = useMe();
  const desk = useDesk();
  const [location, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  const [map, setMap] = useState(false);
  const palette = paletteStore((s) => s.open);
  const nav = pages.filter((p) => p.nav && (p.nav.shown?.(me) ?? true));
  const section = location.split('/')[1] ?? '';

  // A new page takes the focus, unless something inside it already has it.
  const before = useRef(section);
  useEffect(() => {
    if (before.current === section) return;
    before.current = section;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [section]);

  useShortcut({
    keys: 'mod+k',
    label: words.palette,
    group: words.shortcutGroups.everywhere,
    typing: true,
    run: () => paletteStore.setState({ open: true }),
  });
  useShortcut({
    keys: '?',
    label: words.shortcuts,
    group: words.shortcutGroups.everywhere,
    run: () => setMap(true),
  });
  useEffect(
    () => paletteStore.subscribe((s) => s.map && (setMap(true), paletteStore.setState({ map: false }))),
    [],
  );

  const insideChat = /^\/chats\/.+/.test(location);
  return (
    <div className="flex h-dvh w-full overflow-hidden pt-(--safe-top)">
      <a
        href="#main"
        onClick={(e) => {
          e.preventDefault();
          main.current?.focus();
        }}
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-chip bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
      >
        {words.skip}
      </a>
      {desk && <Rail pages={nav} section={section} />}
      <div className="pane flex-1">
        <main ref={main} id="main" tabIndex={-1} className="pane flex-1 outline-none">
          <Switch>
            {pages
              .filter((p) => p.kind !== 'open')
              .map((p) => (
                <Route key={p.path} path={p.path}>
                  <PageFrame load={p.load} on={section} />
                </Route>
              ))}
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </main>
        {!desk && !insideChat && <BottomBar pages={nav} section={section} />}
      </div>
      {nav.map((p, i) => (
        <NavShortcut key={p.path} page={p} n={i + 1} go={navigate} />
      ))}
      {palette && (
        <Quiet>
          <Palette onClose={() => paletteStore.setState({ open: false })} />
        </Quiet>
      )}
      {map && (
        <Quiet>
          <ShortcutMap onClose={() => setMap(false)} />
        </Quiet>
      )}
    </div>
  );
}

function NavShortcut({ page, n, go }: { page: Page; n: number; go: (to: string) => void }) {
  const words = useLayoutWords();
  const { nav } = page;
  useShortcut({
    keys: `alt+${n}`,
    label: nav ? words.goTo(words.nav[nav.id]) : '',
    group: words.shortcutGroups.everywhere,
    typing: true,
    run: () => nav && go(nav.to),
  });
  return null;
}
