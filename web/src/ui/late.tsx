import { Suspense, useState, type ReactElement, type ReactNode } from 'react';

/** What is loaded when it is first wanted; it stays from then on. */
export function Late({ isWanted, children }: { isWanted: boolean; children: ReactNode }): ReactElement | null {
  const [was, setWas] = useState(isWanted);
  if (isWanted && !was) setWas(true);
  return was ? <Suspense fallback={null}>{children}</Suspense> : null;
}
