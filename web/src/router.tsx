import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { connection } from './api/connection.ts';
import { queryClient } from './api/queries.ts';
import { isDay } from './features/audit/day.ts';
import { readArrangement } from './features/apps/arrange.ts';
import { readPlace } from './features/request-log/filters.ts';
import { Shell } from './features/shell/shell.tsx';
import { wasSignedInHere } from './features/sign-in/was-signed-in.ts';
import type { Part } from './i18n/messages/parts.ts';
import { withWords } from './i18n/words.ts';
import { NotHere } from './ui/not-here.tsx';
import { PageTrouble } from './ui/page-trouble.tsx';
import { Waiting } from './ui/loaded.tsx';

/** A page that comes, with its words, when it is first opened; where the connection is lost over it, it comes once the server is back. */
function page(load: () => Promise<{ default: () => ReactNode }>, ...parts: readonly Part[]) {
  const loadAll = withWords(load, ...parts);
  return lazyRouteComponent(async () => {
    try {
      return await loadAll();
    } catch {
      connection.lost();
      await connection.back();
      // A browser may keep in mind that a script could not be had; the page as a whole can always be had anew.
      return loadAll().catch(async () => {
        window.location.reload();
        return new Promise<never>(() => {});
      });
    }
  });
}

/** The document that these pages show is asked for with their script, not after it. */
const readReference = async (): Promise<void> => {
  if (!wasSignedInHere()) return;
  const { referenceQuery } = await import('./features/reference/document.ts');
  void queryClient.prefetchQuery(referenceQuery);
};

const textIn = (search: Record<string, unknown>, name: string): string | undefined => {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What is read of an address, and nothing else of it: the router would hand on as it came what is only left out. */
const only =
  <Search extends object>(read: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...read(search),
  });

/** The named texts of an address; what is not there is left out of it again. */
const texts =
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): { [Key in Name]?: string | undefined } =>
    Object.fromEntries(
      names.flatMap((name) => (textIn(search, name) === undefined ? [] : [[name, textIn(search, name)]])),
    ) as never;

/** The two days of a span; what is no day is left out too. */
const days = (search: Record<string, unknown>): { from?: string | undefined; until?: string | undefined } =>
  Object.fromEntries(Object.entries(texts('from', 'until')(search)).filter(([, day]) => day !== undefined && isDay(day)));

const eventSearch = texts('type', 'subject', 'after');
const auditSearch = texts('actor', 'kind', 'subject', 'action', 'after');

const TABS = ['settings', 'secrets', 'listing', 'token'] as const;
const tabOf = (search: Record<string, unknown>): { tab?: (typeof TABS)[number] } => {
  const tab = TABS.find((one) => one === search['tab']);
  return tab ? { tab } : {};
};

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere });
const under = { getParentRoute: () => root } as const;

const routeTree = root.addChildren([
  createRoute({ ...under, path: '/', component: page(() => import('./features/home/home-page.tsx')) }),
  createRoute({
    ...under,
    path: '/developer/',
    validateSearch: only(texts('app')),
    component: page(() => import('./features/developer/welcome-page.tsx'), 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/apps',
    validateSearch: only(readArrangement),
    component: page(() => import('./features/apps/apps-page.tsx'), 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/apps/new',
    component: page(() => import('./features/apps/new-app-page.tsx'), 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/apps/$appId',
    validateSearch: only(tabOf),
    component: page(() => import('./features/apps/app-page.tsx'), 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/guides/',
    component: page(() => import('./features/guides/guides-page.tsx'), 'developer', 'reference'),
  }),
  createRoute({
    ...under,
    path: '/developer/guides/$flow',
    validateSearch: only(texts('app', 'lang')),
    component: page(() => import('./features/guides/guide-page.tsx'), 'developer', 'reference'),
  }),
  createRoute({
    ...under,
    path: '/developer/reference/',
    validateSearch: only(texts('q', 'tag')),
    loader: () => void readReference(),
    component: page(() => import('./features/reference/reference-page.tsx'), 'reference', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/reference/$operation',
    loader: () => void readReference(),
    component: page(() => import('./features/reference/operation-page.tsx'), 'reference', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/requests',
    validateSearch: only(readPlace),
    component: page(() => import('./features/request-log/request-log-page.tsx'), 'requests'),
  }),
  createRoute({
    ...under,
    path: '/developer/faults',
    component: page(() => import('./features/faults/faults-page.tsx'), 'requests', 'sandbox'),
  }),
  createRoute({
    ...under,
    path: '/developer/sandbox',
    component: page(() => import('./features/sandbox/sandbox-page.tsx'), 'sandbox'),
  }),
  createRoute({
    ...under,
    path: '/developer/mailbox',
    validateSearch: only(texts('to', 'mail', 'after')),
    component: page(() => import('./features/sandbox/mailbox-page.tsx'), 'sandbox'),
  }),
  createRoute({
    ...under,
    path: '/sign-up',
    component: page(() => import('./features/sign-up/sign-up-page.tsx'), 'entry', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/sign-up/confirm',
    validateSearch: only(texts('token')),
    component: page(() => import('./features/sign-up/confirm-page.tsx'), 'entry', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/company/setup',
    component: page(() => import('./features/setup/resume-setup.tsx'), 'company', 'entry'),
  }),
  createRoute({
    ...under,
    path: '/company/setup/$step',
    component: page(() => import('./features/setup/setup-page.tsx'), 'company', 'entry'),
  }),
  createRoute({
    ...under,
    path: '/company/people',
    validateSearch: only(texts('search', 'from')),
    component: page(() => import('./features/people/people-page.tsx'), 'company', 'entry'),
  }),
  createRoute({
    ...under,
    path: '/company/single-sign-on',
    component: page(() => import('./features/security/single-sign-on-page.tsx'), 'company', 'entry', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/settings/security',
    component: page(() => import('./features/security/security-page.tsx'), 'company', 'entry', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/developer/events',
    validateSearch: only((search) => ({ ...eventSearch(search), ...days(search) })),
    component: page(() => import('./features/events/events-page.tsx'), 'audit', 'trail'),
  }),
  createRoute({
    ...under,
    path: '/app-center/',
    validateSearch: only(texts('q', 'category', 'after')),
    component: page(() => import('./features/app-center/app-center-page.tsx'), 'center'),
  }),
  createRoute({
    ...under,
    path: '/app-center/$appId',
    component: page(() => import('./features/app-center/listing-page.tsx'), 'center'),
  }),
  createRoute({
    ...under,
    path: '/company/apps',
    component: page(() => import('./features/connected-apps/connected-apps-page.tsx'), 'center', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/company/apps/$appId',
    validateSearch: only(texts('after')),
    component: page(() => import('./features/connected-apps/connected-app-page.tsx'), 'center', 'developer'),
  }),
  createRoute({
    ...under,
    path: '/company/request-token',
    validateSearch: only(texts('app')),
    component: page(() => import('./features/request-token/request-token-page.tsx'), 'center'),
  }),
  createRoute({
    ...under,
    path: '/company/audit',
    validateSearch: only((search) => ({ ...auditSearch(search), ...days(search) })),
    component: page(() => import('./features/audit/audit-page.tsx'), 'audit', 'trail'),
  }),
  createRoute({
    ...under,
    path: '/settings/connections',
    component: page(() => import('./features/settings/connections-page.tsx'), 'center'),
  }),
  createRoute({
    ...under,
    path: '/settings/sessions',
    component: page(() => import('./features/settings/sessions-page.tsx'), 'center'),
  }),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageTrouble,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 250,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
