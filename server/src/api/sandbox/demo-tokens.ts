import { ACCESS_TOKEN_SECONDS, type OAuth } from '../../modules/oauth/index.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { ManualCall } from '../../platform/http/facade.ts';
import type { Sites } from '../../platform/http/site.ts';

/** A person of the demo company, under the key that sandbox.json calls them by. */
export interface DemoUser {
  readonly id: string;
  readonly key: string;
  readonly login: string;
  readonly roles: readonly string[];
}

/** Who may be called as, and the app that their tokens are for. */
export interface DemoPeople {
  readonly appId: string;
  readonly users: readonly DemoUser[];
}

export interface DemoDeps {
  readonly oauth: Pick<OAuth, 'tokensFor'>;
  readonly sites: Pick<Sites, 'geolocationOf'>;
  /** Undefined while the installation has no demo company. */
  demoPeople(work: UnitOfWork, caller: Caller): Promise<DemoPeople | undefined>;
}

type Asking = Pick<ManualCall, 'work' | 'caller' | 'clock' | 'site'>;

export async function demoUsers({ demoPeople }: DemoDeps, { work, caller }: Asking): Promise<readonly DemoUser[]> {
  return (await demoPeople(work, caller))?.users ?? [];
}

/** An access token with every scope of the demo app; undefined for a key that is nobody's. */
export async function mintDemoToken(
  { oauth, sites, demoPeople }: DemoDeps,
  { work, caller, clock, site }: Asking,
  key: string,
): Promise<{ readonly accessToken: string; readonly expiresIn: number } | undefined> {
  const people = await demoPeople(work, caller);
  const user = people?.users.find((one) => one.key === key);
  if (!people || !user) return undefined;
  const place = { dataCenter: site.dataCenter, geolocationOf: (code: string) => sites.geolocationOf(code, site) };
  const wish = { appId: people.appId, principalId: user.id, place };
  const tokens = await oauth.tokensFor({ work, caller, clock }, wish);
  return { accessToken: tokens.accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
}
