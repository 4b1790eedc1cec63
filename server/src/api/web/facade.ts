import { facade, type Facade } from '../../platform/http/facade.ts';
import { web } from '../dialects/web/web.ts';
import { appCenterRoutes } from './app-center-routes.ts';
import { appRoutes } from './app-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import type { WebDeps } from './deps.ts';
import { listingRoutes } from './listing-routes.ts';
import { companyMailRoutes, mailRoutes } from './mail-routes.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { printRoutes } from './print-routes.ts';
import { replayRoutes } from './replay-routes.ts';
import { companySetupRoutes } from './company-setup-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { sandboxRoutes } from './sandbox-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { singleSignOnRoutes } from './single-sign-on-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { trailRoutes } from './trail-routes.ts';

/** The private API of the web application: what the public APIs lack. Behind the session cookie, never behind a token. */
export const webFacade = (deps: WebDeps): Facade =>
  facade({
    family: 'web',
    version: 'own',
    dialect: web,
    prefix: '/web',
    internal: true,
    routes: [
      ...sessionRoutes(deps),
      ...signUpRoutes(deps),
      ...secondFactorRoutes(deps),
      ...singleSignOnRoutes(deps),
      ...setupRoutes(deps),
      ...companySetupRoutes(deps),
      ...peopleRoutes(deps),
      ...noticeRoutes(deps),
      ...appRoutes(deps),
      ...listingRoutes(deps),
      ...appCenterRoutes(deps),
      ...connectionRoutes(deps),
      ...trailRoutes(deps),
      ...exchangeRoutes(deps),
      ...printRoutes(deps),
      ...(deps.sandbox ? [...tokenRoutes(deps), ...faultRoutes(deps), ...companyMailRoutes(deps)] : []),
      ...(deps.sandbox && deps.callAgain ? replayRoutes(deps, deps.callAgain) : []),
      ...(deps.controls
        ? [...sandboxRoutes(deps, deps.controls), ...mailRoutes(deps), ...snapshotRoutes(deps, deps.controls)]
        : []),
    ],
  });
