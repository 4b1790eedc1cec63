import { lazy, Suspense, useSyncExternalStore, type ComponentType, type ReactElement } from 'react';

/** Something of the frame whose script comes when it is first asked for. */
export interface WhenAsked {
  readonly ask: () => void;
  readonly Place: () => ReactElement | null;
}

export function whenAsked(load: () => Promise<{ default: ComponentType }>): WhenAsked {
  const Shown = lazy(load);
  const listeners = new Set<() => void>();
  let isAsked = false;
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  function Place(): ReactElement | null {
    if (!useSyncExternalStore(subscribe, () => isAsked)) return null;
    return (
      <Suspense fallback={null}>
        <Shown />
      </Suspense>
    );
  }
  const ask = (): void => {
    isAsked = true;
    for (const listener of listeners) listener();
  };
  return { ask, Place };
}
