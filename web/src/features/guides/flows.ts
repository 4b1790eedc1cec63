import type { Call, Step, StepId, Value } from './guide.ts';

/** What the snippets are filled with. */
export interface Own {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly login: string;
  readonly companyId: string;
  readonly redirectUri: string;
}

export const FLOWS = ['password', 'code', 'company', 'client'] as const;
export type Flow = (typeof FLOWS)[number];

/** The grants that an app needs for a flow. */
export const GRANTS_OF = {
  password: ['password', 'refresh_token'],
  code: ['authorization_code', 'refresh_token'],
  company: ['password', 'refresh_token'],
  client: ['client_credentials'],
} as const satisfies Record<Flow, readonly string[]>;

const CLIENT_SECRET: Value = { variable: 'clientSecret' };
const BOTH = { accessToken: 'access_token', refreshToken: 'refresh_token' } as const;

function tokenCall(
  { baseUrl, clientId }: Own,
  answer: string,
  form: Readonly<Record<string, Value>>,
  keeps: Call['keeps'],
): Call {
  const common = { client_id: clientId, client_secret: CLIENT_SECRET };
  return { answer, url: `${baseUrl}/oauth2/v0/token`, form: { ...common, ...form }, ...(keeps ? { keeps } : {}) };
}

const refresh = (own: Own): Step => ({
  id: 'refresh',
  call: tokenCall(own, 'renewed', { grant_type: 'refresh_token', refresh_token: { variable: 'refreshToken' } }, BOTH),
});

const ask = ({ baseUrl }: Own, id: StepId): Step => ({
  id,
  call: { answer: 'profile', url: `${baseUrl}/profile/v1/me`, bearer: 'accessToken' },
});

/** Where people are sent to agree. */
export const authorizeUrl = ({ baseUrl, clientId, redirectUri }: Own): string =>
  `${baseUrl}/oauth2/v0/authorize?${new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid user.read',
    response_type: 'code',
    state: 'your-own-state',
  }).toString()}`;

const STEPS: Readonly<Record<Flow, (own: Own) => Step[]>> = {
  password: (own) => [
    {
      id: 'password.token',
      asks: ['clientSecret', 'password'],
      call: tokenCall(own, 'token', { grant_type: 'password', username: own.login, password: { variable: 'password' } }, BOTH),
    },
    ask(own, 'password.call'),
    refresh(own),
  ],
  code: (own) => [
    { id: 'code.agree', opens: authorizeUrl(own) },
    {
      id: 'code.token',
      asks: ['clientSecret', 'code'],
      call: tokenCall(
        own,
        'token',
        { grant_type: 'authorization_code', redirect_uri: own.redirectUri, code: { variable: 'code' } },
        BOTH,
      ),
    },
    ask(own, 'code.call'),
    refresh(own),
  ],
  company: (own) => [
    { id: 'company.connect', opens: `${own.redirectUri}?id=${own.companyId}&requestToken=REQUEST_TOKEN&userId=USER_ID` },
    {
      id: 'company.token',
      asks: ['clientSecret', 'requestToken'],
      call: tokenCall(
        own,
        'token',
        { grant_type: 'password', credtype: 'authtoken', username: own.companyId, password: { variable: 'requestToken' } },
        BOTH,
      ),
    },
    ask(own, 'company.call'),
    refresh(own),
  ],
  client: (own) => [
    {
      id: 'client.token',
      asks: ['clientSecret'],
      call: tokenCall(own, 'token', { grant_type: 'client_credentials' }, { accessToken: BOTH.accessToken }),
    },
    {
      id: 'client.call',
      call: { answer: 'secrets', url: `${own.baseUrl}/app-mgmt/v4/${own.clientId}/secrets`, bearer: 'accessToken' },
    },
  ],
};

export const stepsOf = (flow: Flow, own: Own): Step[] => STEPS[flow](own);
