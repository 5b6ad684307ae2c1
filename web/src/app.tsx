import { useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useMessagingLife } from './features/messaging/life.ts';
import { useSession } from './lib/session.ts';
import { PageFrame, Overlays, Shell } from './pages/layout/shell.tsx';
import { pages } from './pages/registry.ts';

const loadEnrol = async () => (await import('./pages/security.tsx')).EnrolPage;

/** Who is signed in decides what there is: the open pages for everyone, the rest behind the sign-in. */
export function App() {
  const state = useSession((s) => s.state);
  const mustEnrol = useSession((s) => s.me?.mustEnrol === true);
  const [location, navigate] = useLocation();
  useEffect(() => {
    const onMessage = (event: MessageEvent<{ go?: string }>) => {
      if (typeof event.data?.go === 'string') navigate(event.data.go);
    };
    navigator.serviceWorker?.addEventListener('message', onMessage);
    return () => navigator.serviceWorker?.removeEventListener('message', onMessage);
  }, [navigate]);
  const inside = state === 'in' && !mustEnrol;
  const open = pages.filter((p) => p.kind === 'open' || (p.kind === 'bare' && inside));
  return (
    <>
      <Switch>
        {open.map((p) => (
          <Route key={p.path} path={p.path}>
            <main className="pane h-dvh overflow-y-auto">
              <PageFrame load={p.load} on={p.path} />
            </main>
          </Route>
        ))}
        {state === 'in' && (
          <Route path="/">
            <Redirect to="/chats" replace />
          </Route>
        )}
        <Route>
          {state === 'in' && mustEnrol ? (
            <PageFrame load={loadEnrol} on="enrol" />
          ) : state === 'in' ? (
            <SignedIn />
          ) : state === 'out' ? (
            <Redirect
              to={
                location === '/'
                  ? '/sign-in'
                  : `/sign-in?next=${encodeURIComponent(location + window.location.search)}`
              }
              replace
            />
          ) : null}
        </Route>
      </Switch>
      <Overlays />
    </>
  );
}

function SignedIn() {
  useMessagingLife();
  useEffect(() => {
    void import('./features/notices/push.ts').then((push) => push.renewPush());
  }, []);
  return <Shell />;
}
