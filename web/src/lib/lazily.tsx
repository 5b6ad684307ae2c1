// Parts that come when they are needed: a chunk, its words, and a calm face while it loads or if it does not.
import { Component, lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/** React.lazy for named exports: `lazily(() => import('./x.tsx'), (m) => m.X)`. */
export function lazily<M, P extends object>(load: () => Promise<M>, pick: (module: M) => ComponentType<P>) {
  return lazy(async () => ({ default: pick(await load()) }));
}

interface CatchProps {
  fallback: (retry: () => void, error: unknown) => ReactNode;
  /** a new value forgets the failure */
  on: string;
  children: ReactNode;
}
interface CatchState {
  error: unknown;
  on: string;
}
/** Keeps a failure inside the part where it happened. */
export class Catch extends Component<CatchProps, CatchState> {
  override state: CatchState = { error: null, on: this.props.on };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  static getDerivedStateFromProps(props: CatchProps, state: CatchState) {
    return props.on === state.on ? null : { error: null, on: props.on };
  }
  override render() {
    return this.state.error === null
      ? this.props.children
      : this.props.fallback(() => this.setState({ error: null }), this.state.error);
  }
}

/** Draws nothing while its code is on the way; for overlays that appear a moment later. */
export function Quiet({ children }: { children: ReactNode }) {
  return <Suspense fallback={null}>{children}</Suspense>;
}

/** Runs when the browser has nothing better to do. */
export function onIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 4_000 });
  else setTimeout(run, 1_200);
}
