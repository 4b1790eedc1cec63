import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { clientId: 'perdiem', clientSecret: 'a secret that only the two of them know' };

/** What the provider says of whoever comes next. */
export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  preferred_username?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** Whoever comes is this person: nobody is asked for a password. */
  person: Person;
  /** Addresses of authorization requests that came, newest last. */
  readonly asked: URL[];
  stop(): Promise<void>;
}

/** A real OpenID provider on this machine, with one client. */
export async function startProvider(redirectUris: readonly string[]): Promise<TestProvider> {
  let listener: ReturnType<Provider['callback']> | undefined;
  let provider: Provider | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/auth') test.asked.push(url);
    if (url.pathname.startsWith('/interaction/') && provider) void letIn(provider, test.person, request, response);
    else listener?.(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test: TestProvider = {
    issuer,
    person: { sub: 'nobody' },
    asked: [],
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: redirectUris }],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: async () => ({ ...test.person, sub: id }) }),
    cookies: { keys: ['for tests alone'] },
  });
  listener = provider.callback();
  return test;
}

async function letIn(
  provider: Provider,
  person: Person,
  ...[request, response]: Parameters<ReturnType<Provider['callback']>>
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id });
  grant.addOIDCScope('openid email profile');
  await provider.interactionFinished(request, response, {
    login: { accountId: person.sub },
    consent: { grantId: await grant.save() },
  });
}
