import type { Program } from '../context.ts';
import type { Facade } from '../platform/http/facade.ts';
import { appMgmtV0 } from './app-mgmt/v0/routes.ts';
import { appMgmtV4 } from './app-mgmt/v4/routes.ts';
import { appmgmtV0 } from './appmgmt/v0/routes.ts';
import { oauthLegacy } from './oauth-legacy/net2/routes.ts';
import { oauth2V0 } from './oauth2/v0/routes.ts';
import { pageFacades } from './pages/routes.ts';
import { profileV1 } from './profile/v1/routes.ts';
import { service } from './service/routes.ts';

/** Every façade there is. Removing a version is removing its folder and its line. */
export function facades(program: Program): Facade[] {
  const { modules, sites, mailbox, config } = program;
  const { oauth } = modules;
  const all: Facade[] = [
    oauth2V0({ oauth, sites }),
    appMgmtV0({ oauth }),
    appMgmtV4({ oauth }),
    appmgmtV0({ oauth, sites }),
    oauthLegacy({ oauth, sites }),
    profileV1(program),
    ...pageFacades({ ...modules, sites, mailbox, sandbox: config.sandbox }),
  ];
  return [...all, service(program, all, { tokenBar: false })];
}
