import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, type ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { withWords } from '../../i18n/words.ts';
import { closedFor } from './places.ts';

const ClosedPage = lazy(withWords(() => import('./closed-page.tsx'), 'closed'));

/** The page of the address, for whom it is for; others are told what they need for it. */
export function Gate(): ReactElement {
  const who = useSignedIn();
  // Where there is nothing, nothing but the frame matches.
  const pathname = useMatches({ select: (matches) => (matches.length > 1 ? matches.at(-1)?.pathname : undefined) });
  const closed = pathname === undefined ? undefined : closedFor(who, pathname.replace(/(?<=.)\/$/, ''));
  return closed ? <ClosedPage place={closed} /> : <Outlet />;
}
