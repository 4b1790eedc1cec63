import { lazy, Suspense, useSyncExternalStore, type ReactElement } from 'react';

const Palette = lazy(() => import('./palette.tsx'));

const listeners = new Set<() => void>();
let isAsked = false;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The palette comes when it is first asked for, and opens as soon as it is there. */
export function openPalette(): void {
  isAsked = true;
  for (const listener of listeners) listener();
  void import('@mantine/spotlight').then(({ openSpotlight }) => openSpotlight());
}

export function PaletteWhenAsked(): ReactElement | null {
  if (!useSyncExternalStore(subscribe, () => isAsked)) return null;
  return (
    <Suspense fallback={null}>
      <Palette />
    </Suspense>
  );
}
