import { Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, type ReactElement } from 'react';
import { useSession } from '../../api/queries.ts';
import { withWords } from '../../i18n/words.ts';
import { wasSignedInHere } from '../sign-in/was-signed-in.ts';

const loadInside = () => import('./inside.tsx');
const loadSignIn = withWords(() => import('../sign-in/sign-in-page.tsx'), 'entry');
const Inside = lazy(loadInside);
const SignInPage = lazy(loadSignIn);
// Whoever was signed in when this browser was last here most often still is: what they need is not waited for twice.
void (wasSignedInHere() ? loadInside() : loadSignIn());

/** Pages for whoever has no account yet stand by themselves. */
const OUTSIDE = '/sign-up';

/** Every page stands in here. Without a session the same address asks to sign in, and shows its page afterwards. */
export function Shell(): ReactElement {
  const { signedIn } = useSession();
  // By the page that is shown, not by the address, which is ahead of it while the page comes.
  const isOutside = useMatches({ select: (matches) => matches.at(-1)?.routeId.startsWith(OUTSIDE) ?? false });
  if (isOutside) return <Outlet />;
  return <Suspense fallback={null}>{signedIn ? <Inside key={signedIn.userId} /> : <SignInPage />}</Suspense>;
}
