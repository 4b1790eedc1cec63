// Made by web/generate-api.ts from the OpenAPI document of server/src/api/web: change that, and make it anew.

interface Schemas {
  ConfirmSecondFactorResponse: { readonly recoveryCodes: readonly string[] };
  GetClockResponse: { readonly now: string; readonly frozen: boolean; readonly moved: boolean };
  GetSetupResponse: {
    readonly step: 'introduction' | 'policies' | 'employees' | 'payments' | 'reporting';
    readonly state: 'open' | 'done' | 'skipped';
    readonly changedAt: string | null;
  };
  ListAppsResponse: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly grants: readonly ('authorization_code' | 'password' | 'client_credentials' | 'otp' | 'refresh_token')[];
    readonly scopes: readonly string[];
    readonly redirectUris: readonly string[];
    readonly enabled: boolean;
    readonly dataCenter: string;
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  ListSecretsResponse: {
    readonly id: string;
    readonly status: 'active' | 'inactive';
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  SignInWithCodeRequest: { readonly code: string };
  SignUpResponse: {
    readonly companyName: string;
    readonly login: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly accessToken: string;
    readonly expiresIn: number;
    readonly baseUrl: string;
  };
}

export interface Operations {
  'GET /web/session': {
    params: {};
    query: {};
    body: undefined;
    answer: {
      readonly proof: string;
      readonly sandbox: boolean;
      readonly signUp: 'off' | 'direct' | 'mail';
      readonly signedIn: null | {
        readonly userId: string;
        readonly name: string;
        readonly login: string;
        readonly language: string;
        readonly roles: readonly string[];
        readonly company: { readonly id: string; readonly name: string; readonly currency: string; readonly country: string };
        readonly may: {
          readonly manageApps: boolean;
          readonly moveSandbox: boolean;
          readonly configure: boolean;
          readonly administerPeople: boolean;
        };
      };
    };
  };
  'POST /web/session': {
    params: {};
    query: {};
    body: { readonly login: string; readonly password: string };
    answer: { readonly owes: 'code' } | undefined;
  };
  'DELETE /web/session': { params: {}; query: {}; body: undefined; answer: undefined };
  'POST /web/session/code': { params: {}; query: {}; body: Schemas['SignInWithCodeRequest']; answer: undefined };
  'POST /web/sign-in-links': {
    params: {};
    query: {};
    body: { readonly login: string; readonly returnTo: string };
    answer: undefined;
  };
  'GET /web/sessions': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly {
      readonly id: string;
      readonly browser: string;
      readonly method: 'password' | 'link' | 'sso';
      readonly createdAt: string;
      readonly lastSeenAt: string;
      readonly here: boolean;
    }[];
  };
  'DELETE /web/sessions/{sessionId}': { params: { readonly sessionId: string }; query: {}; body: undefined; answer: undefined };
  'POST /web/sign-ups': {
    params: {};
    query: {};
    body: {
      readonly email: string;
      readonly givenName: string;
      readonly familyName: string;
      readonly companyName: string;
      readonly password: string;
    };
    answer: Schemas['SignUpResponse'] | undefined;
  };
  'POST /web/sign-ups/confirmation': {
    params: {};
    query: {};
    body: { readonly token: string };
    answer: Schemas['SignUpResponse'];
  };
  'GET /web/second-factor': {
    params: {};
    query: {};
    body: undefined;
    answer: { readonly since: string | null; readonly recoveryCodesLeft: number };
  };
  'POST /web/second-factor': {
    params: {};
    query: {};
    body: Schemas['SignInWithCodeRequest'];
    answer: Schemas['ConfirmSecondFactorResponse'];
  };
  'POST /web/second-factor/keys': {
    params: {};
    query: {};
    body: undefined;
    answer: { readonly key: string; readonly address: string };
  };
  'POST /web/second-factor/recovery-codes': {
    params: {};
    query: {};
    body: Schemas['SignInWithCodeRequest'];
    answer: Schemas['ConfirmSecondFactorResponse'];
  };
  'POST /web/second-factor/removal': { params: {}; query: {}; body: Schemas['SignInWithCodeRequest']; answer: undefined };
  'GET /web/setup': { params: {}; query: {}; body: undefined; answer: readonly Schemas['GetSetupResponse'][] };
  'PATCH /web/setup/{step}': {
    params: { readonly step: 'introduction' | 'policies' | 'employees' | 'payments' | 'reporting' };
    query: {};
    body: { readonly state: 'done' | 'skipped' };
    answer: readonly Schemas['GetSetupResponse'][];
  };
  'GET /web/people': {
    params: {};
    query: { readonly search?: string; readonly from?: string };
    body: undefined;
    answer: {
      readonly people: readonly {
        readonly id: string;
        readonly name: string;
        readonly login: string;
        readonly title: string | null;
        readonly active: boolean;
        readonly invited: boolean;
        readonly secondFactor: boolean;
      }[];
      readonly total: number;
      readonly next: number | null;
    };
  };
  'POST /web/people': {
    params: {};
    query: {};
    body: {
      readonly email: string;
      readonly givenName: string;
      readonly familyName: string;
      readonly duties: readonly ('approver' | 'processor' | 'administrator' | 'developer')[];
      readonly approverId?: string;
    };
    answer: { readonly id: string };
  };
  'POST /web/people/{userId}/invitations': { params: { readonly userId: string }; query: {}; body: undefined; answer: undefined };
  'DELETE /web/people/{userId}/second-factor': {
    params: { readonly userId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'GET /web/place': {
    params: {};
    query: {};
    body: undefined;
    answer: {
      readonly baseUrl: string;
      readonly dataCenters: readonly { readonly code: string; readonly server: string; readonly browser: string }[];
      readonly demoAppId: string | null;
    };
  };
  'GET /web/scopes': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly { readonly name: string; readonly description: string; readonly legacy: boolean }[];
  };
  'GET /web/apps': { params: {}; query: {}; body: undefined; answer: readonly Schemas['ListAppsResponse'][] };
  'POST /web/apps': {
    params: {};
    query: {};
    body: {
      readonly name: string;
      readonly description: string;
      readonly grants: readonly ('authorization_code' | 'password' | 'client_credentials' | 'otp' | 'refresh_token')[];
      readonly scopes: readonly string[];
      readonly redirectUris: readonly string[];
    };
    answer: { readonly app: Schemas['ListAppsResponse']; readonly secret: string };
  };
  'GET /web/apps/{appId}': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: Schemas['ListAppsResponse'];
  };
  'PATCH /web/apps/{appId}': {
    params: { readonly appId: string };
    query: {};
    body: {
      readonly name?: string;
      readonly description?: string;
      readonly grants?: readonly ('authorization_code' | 'password' | 'client_credentials' | 'otp' | 'refresh_token')[];
      readonly scopes?: readonly string[];
      readonly redirectUris?: readonly string[];
      readonly enabled?: boolean;
    };
    answer: Schemas['ListAppsResponse'];
  };
  'GET /web/apps/{appId}/secrets': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: readonly Schemas['ListSecretsResponse'][];
  };
  'POST /web/apps/{appId}/secrets': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: {
      readonly id: string;
      readonly status: 'active' | 'inactive';
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly secret: string;
    };
  };
  'PATCH /web/apps/{appId}/secrets/{secretId}': {
    params: { readonly appId: string; readonly secretId: string };
    query: {};
    body: { readonly status: 'active' | 'inactive' };
    answer: Schemas['ListSecretsResponse'];
  };
  'DELETE /web/apps/{appId}/secrets/{secretId}': {
    params: { readonly appId: string; readonly secretId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'GET /web/principals': {
    params: {};
    query: { readonly search?: string };
    body: undefined;
    answer: readonly {
      readonly id: string;
      readonly kind: 'user' | 'company';
      readonly name: string;
      readonly login: string | null;
    }[];
  };
  'POST /web/apps/{appId}/tokens': {
    params: { readonly appId: string };
    query: {};
    body: { readonly principalId?: string; readonly scopes?: readonly string[] };
    answer: {
      readonly accessToken: string;
      readonly refreshToken: string | null;
      readonly scopes: readonly string[];
      readonly geolocation: string;
      readonly expiresIn: number;
      readonly issuedAt: string;
    };
  };
  'GET /web/sandbox/clock': { params: {}; query: {}; body: undefined; answer: Schemas['GetClockResponse'] };
  'PATCH /web/sandbox/clock': {
    params: {};
    query: {};
    body: { readonly now?: string; readonly frozen?: boolean; readonly real?: boolean };
    answer: Schemas['GetClockResponse'];
  };
  'POST /web/sandbox/reset': { params: {}; query: {}; body: undefined; answer: undefined };
  'GET /web/sandbox/mail': {
    params: {};
    query: { readonly after?: string; readonly to?: string };
    body: undefined;
    answer: {
      readonly mails: readonly {
        readonly id: string;
        readonly sentAt: string;
        readonly to: readonly string[];
        readonly subject: string;
        readonly text: string;
      }[];
      readonly next: string | null;
    };
  };
}
