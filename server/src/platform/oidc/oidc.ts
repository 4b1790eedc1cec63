import * as client from 'openid-client';
import { assertOutward } from './outward.ts';

/** A client of ours at somebody's OpenID provider. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What must be kept between the way out and the way back, and shown to nobody. */
export interface KeptState {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** What a provider says of a person, once its word was checked. */
export interface Claims {
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly preferredUsername: string | undefined;
}

/** The provider could not be asked, or its answer does not stand up. The reason is for administrators and the log. */
export class OidcTrouble extends Error {
  override readonly name = 'OidcTrouble';
}

/** The relying party's half of OpenID Connect: discovery, the code flow with PKCE, state and nonce, checked id tokens. */
export interface Oidc {
  /** Whether the issuer can be reached and is what it says. @throws OidcTrouble */
  probe(issuer: string): Promise<void>;
  /** Where the browser goes. @throws OidcTrouble */
  begin(
    of: OidcClient,
    way: { readonly redirectUri: string; readonly loginHint?: string },
  ): Promise<{ url: string; kept: KeptState }>;
  /** Redeems the code that the browser brought back in `callback`, the query of the redirect address. @throws OidcTrouble */
  finish(of: OidcClient, kept: KeptState, callback: string): Promise<Claims>;
}

const SECONDS = 8;
const MOST_BYTES = 256 * 1024;

export function createOidc({ loopback }: { loopback: boolean }): Oidc {
  /** Every address that discovery names is as much somebody's word as the issuer is. */
  const guarded: client.CustomFetch = async (url, options) => {
    await assertOutward(url, { loopback });
    return shortened(await fetch(url, options as RequestInit));
  };

  async function discover({ issuer, clientId, clientSecret }: OidcClient): Promise<client.Configuration> {
    const options = {
      [client.customFetch]: guarded,
      timeout: SECONDS,
      ...(loopback ? { execute: [client.allowInsecureRequests] } : {}),
    };
    const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), options);
    const server = found.serverMetadata();
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const proof = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost;
    const config = new client.Configuration(server, clientId, clientSecret, proof(clientSecret));
    config[client.customFetch] = guarded;
    config.timeout = SECONDS;
    // Addresses were checked above, one by one: only a provider on this machine may be called without TLS.
    if (loopback) client.allowInsecureRequests(config);
    return config;
  }

  return {
    probe: (issuer) => plainly(async () => void (await discover({ issuer, clientId: 'probe', clientSecret: 'probe' }))),
    begin: (of, { redirectUri, loginHint }) =>
      plainly(async () => {
        const config = await discover(of);
        const kept = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
          redirectUri,
        };
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          response_type: 'code',
          scope: 'openid email profile',
          state: kept.state,
          nonce: kept.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
          code_challenge_method: 'S256',
          ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        });
        return { url: url.href, kept };
      }),
    finish: (of, kept, callback) =>
      plainly(async () => {
        const config = await discover(of);
        const tokens = await client.authorizationCodeGrant(config, new URL(`${kept.redirectUri}?${callback}`), {
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          pkceCodeVerifier: kept.verifier,
          idTokenExpected: true,
        });
        const own = tokens.claims();
        if (!own) throw new OidcTrouble('The provider sent no id token.');
        const isMissing = own['email'] === undefined || own['preferred_username'] === undefined;
        const asked = isMissing && config.serverMetadata().userinfo_endpoint !== undefined;
        const more = asked ? await client.fetchUserInfo(config, tokens.access_token, own.sub) : {};
        return claimsIn({ ...more, ...own });
      }),
  };
}

/** Told by what comes: nobody has to say beforehand how long an answer will be. */
async function shortened(answer: Response): Promise<Response> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) throw new OidcTrouble('The provider’s answer is too long.');
  }
  return new Response(answer.body && Buffer.concat(parts), answer);
}

function claimsIn(said: Readonly<Record<string, unknown>>): Claims {
  const text = (name: string): string | undefined => (typeof said[name] === 'string' ? said[name] : undefined);
  return {
    subject: text('sub') ?? '',
    email: text('email'),
    // Some providers write the truth as a word.
    emailVerified: said['email_verified'] === true || said['email_verified'] === 'true',
    preferredUsername: text('preferred_username'),
  };
}

/** Whatever went wrong between two programs is one kind of trouble for a person. */
async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OidcTrouble) throw error;
    throw new OidcTrouble(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: unknown };
  const inner = cause instanceof Error ? `: ${cause.message}` : '';
  return typeof message === 'string' ? `${message}${inner}`.slice(0, 300) : 'The provider could not be asked.';
}
