// Made by web/generate-api.ts from the OpenAPI document of server/src/api/web: change that, and make it anew.

interface Schemas {
  Body: {
    readonly state: 'whole' | 'cut' | 'none' | 'unread' | 'binary' | 'too-large' | 'unclear';
    readonly text: string;
    readonly bytes: number;
    readonly hidden: boolean;
  };
  Checklist: {
    readonly id:
      | 'support-on-every-page'
      | 'branding'
      | 'names-the-platform'
      | 'terms-and-privacy'
      | 'call-to-action'
      | 'progress-shown'
      | 'success-shown'
      | 'next-steps'
      | 'token-after-landing'
      | 'stores-geolocation'
      | 'stores-refresh-token'
      | 'renews-before-expiry'
      | 'revokes-tokens'
      | 'logs-error-codes'
      | 'logs-correlation-id'
      | 'logs-user-id'
      | 'logs-request-body'
      | 'logs-response-headers'
      | 'logs-response-body'
      | 'technical-document'
      | 'support-contacts'
      | 'support-case'
      | 'authenticates-us'
      | 'authenticates-eu'
      | 'posts-us'
      | 'posts-eu';
    readonly answer: 'met' | 'not-applicable';
    readonly note: string;
  };
  ConfirmSecondFactorResponse: { readonly recoveryCodes: readonly string[] };
  Field: {
    readonly id: string;
    readonly fieldId: string;
    readonly label: string;
    readonly isRequired: boolean;
    readonly isFixed: boolean;
  };
  GetClockResponse: { readonly now: string; readonly frozen: boolean; readonly moved: boolean };
  GetListingResponse: {
    readonly listing: Schemas['Listing'] | null;
    readonly requirements: readonly Schemas['Requirement'][];
    readonly ownersReview: boolean;
  };
  GetReportingResponse: { readonly fields: readonly Schemas['Field'][]; readonly processors: readonly Schemas['Processor'][] };
  GetSetupResponse: {
    readonly step: 'introduction' | 'policies' | 'employees' | 'payments' | 'reporting';
    readonly state: 'open' | 'done' | 'skipped';
    readonly changedAt: string | null;
  };
  GetSingleSignOnResponse: {
    readonly provider: null | Schemas['Provider'];
    readonly only: boolean;
    readonly redirectUri: string;
    readonly startUrl: string;
  };
  Header: { readonly name: string; readonly value: string };
  ListAppsResponse: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly grants: readonly ('authorization_code' | 'password' | 'client_credentials' | 'otp' | 'refresh_token')[];
    readonly scopes: readonly string[];
    readonly redirectUris: readonly string[];
    readonly stage: 'development' | 'test' | 'production';
    readonly kind: 'web-services' | 'concur-solutions';
    readonly enabled: boolean;
    readonly dataCenter: string;
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  ListCompanyMailResponse: { readonly mails: readonly Schemas['Mail'][]; readonly next: string | null };
  ListFaultsResponse: {
    readonly id: string;
    readonly appId: string;
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | null;
    readonly path: string;
    readonly effect: 'none' | 'too-many-requests' | 'server-fault' | 'bad-gateway' | 'unavailable' | 'gateway-timeout' | 'drop';
    readonly latency: number;
    readonly retryAfter: number;
    readonly percent: number;
    readonly remaining: number | null;
    readonly enabled: boolean;
    readonly appName: string;
    readonly hits: number;
    readonly createdAt: string;
  };
  Listing: {
    readonly state: 'draft' | 'submitted' | 'certified' | 'published';
    readonly installation: 'enterprise' | 'user';
    readonly name: string;
    readonly partner: string;
    readonly summary: string;
    readonly description: string;
    readonly categories: readonly (
      | 'accounting'
      | 'analytics'
      | 'booking'
      | 'corporate-cards'
      | 'expense-tools'
      | 'human-resources'
      | 'lodging'
      | 'loyalty'
      | 'meals'
      | 'parking'
      | 'payments'
      | 'receipts'
      | 'rides'
      | 'tax-and-vat'
      | 'travel-risk'
    )[];
    readonly supportUrl: string;
    readonly privacyUrl: string;
    readonly termsUrl: string;
    readonly websiteUrl: string;
    readonly connectUri: string;
    readonly countries: readonly string[];
    readonly companies: readonly string[];
    readonly checklist: readonly Schemas['Checklist'][];
    readonly remark: string | null;
    readonly logo: string | null;
    readonly publishedAt: string | null;
    readonly updatedAt: string;
    readonly steps: readonly ('submit' | 'reopen' | 'return' | 'certify' | 'publish' | 'unpublish')[];
  };
  ListPaymentTypesResponse: { readonly id: string; readonly name: string; readonly code: string; readonly isDefault: boolean };
  ListPoliciesResponse: {
    readonly id: string;
    readonly name: string;
    readonly isDefault: boolean;
    readonly currency: string;
    readonly receiptRequiredFrom: string | null;
    readonly expenseLimit: string | null;
  };
  ListSecretsResponse: {
    readonly id: string;
    readonly status: 'active' | 'inactive';
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  ListSnapshotsResponse: { readonly name: string; readonly bytes: number; readonly takenAt: string };
  Mail: {
    readonly id: string;
    readonly sentAt: string;
    readonly to: readonly string[];
    readonly subject: string;
    readonly text: string;
  };
  Principal: { readonly kind: 'user' | 'company' | 'app' | 'none'; readonly id: string | null; readonly name: string | null };
  Processor: { readonly id: string; readonly name: string; readonly login: string };
  Provider: {
    readonly issuer: string;
    readonly clientId: string;
    readonly matchBy: 'email' | 'login';
    readonly enabled: boolean;
    readonly provenAt: string | null;
  };
  Report: {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly amount: string;
    readonly currency: string;
    readonly submittedAt: string | null;
    readonly comment: string | null;
  };
  Request: { readonly headers: readonly Schemas['Header'][]; readonly body: Schemas['Body'] };
  Requirement: {
    readonly id:
      | 'support-on-every-page'
      | 'branding'
      | 'names-the-platform'
      | 'terms-and-privacy'
      | 'call-to-action'
      | 'progress-shown'
      | 'success-shown'
      | 'next-steps'
      | 'token-after-landing'
      | 'stores-geolocation'
      | 'stores-refresh-token'
      | 'renews-before-expiry'
      | 'revokes-tokens'
      | 'logs-error-codes'
      | 'logs-correlation-id'
      | 'logs-user-id'
      | 'logs-request-body'
      | 'logs-response-headers'
      | 'logs-response-body'
      | 'technical-document'
      | 'support-contacts'
      | 'support-case'
      | 'authenticates-us'
      | 'authenticates-eu'
      | 'posts-us'
      | 'posts-eu';
    readonly section: 'connection' | 'tokens' | 'logging' | 'readiness' | 'apis';
    readonly optional: boolean;
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
  ToApprove: { readonly reports: readonly Schemas['Report'][]; readonly more: boolean };
  User: { readonly id: string; readonly name: string | null };
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
          readonly readTrail: boolean;
          readonly configure: boolean;
          readonly administerPeople: boolean;
          readonly readCompanyMail: boolean;
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
  'GET /web/single-sign-on': { params: {}; query: {}; body: undefined; answer: Schemas['GetSingleSignOnResponse'] };
  'PUT /web/single-sign-on': {
    params: {};
    query: {};
    body: {
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret?: string;
      readonly matchBy: 'email' | 'login';
      readonly enabled: boolean;
      readonly only: boolean;
    };
    answer: Schemas['GetSingleSignOnResponse'];
  };
  'DELETE /web/single-sign-on': { params: {}; query: {}; body: undefined; answer: undefined };
  'GET /web/setup': { params: {}; query: {}; body: undefined; answer: readonly Schemas['GetSetupResponse'][] };
  'PATCH /web/setup/{step}': {
    params: { readonly step: 'introduction' | 'policies' | 'employees' | 'payments' | 'reporting' };
    query: {};
    body: { readonly state: 'done' | 'skipped' };
    answer: readonly Schemas['GetSetupResponse'][];
  };
  'GET /web/setup/policies': { params: {}; query: {}; body: undefined; answer: readonly Schemas['ListPoliciesResponse'][] };
  'PATCH /web/setup/policies/{policyId}': {
    params: { readonly policyId: string };
    query: {};
    body: { readonly name?: string; readonly receiptRequiredFrom?: string | null; readonly expenseLimit?: string | null };
    answer: readonly Schemas['ListPoliciesResponse'][];
  };
  'GET /web/setup/payment-types': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly Schemas['ListPaymentTypesResponse'][];
  };
  'PATCH /web/setup/payment-types/{paymentTypeId}': {
    params: { readonly paymentTypeId: string };
    query: {};
    body: { readonly name?: string; readonly isDefault?: boolean };
    answer: Schemas['ListPaymentTypesResponse'];
  };
  'GET /web/setup/reporting': { params: {}; query: {}; body: undefined; answer: Schemas['GetReportingResponse'] };
  'PATCH /web/setup/reporting/fields/{fieldId}': {
    params: { readonly fieldId: string };
    query: {};
    body: { readonly isRequired: boolean };
    answer: Schemas['GetReportingResponse'];
  };
  'POST /web/setup/reporting/processors': {
    params: {};
    query: {};
    body: { readonly userId: string };
    answer: Schemas['GetReportingResponse'];
  };
  'DELETE /web/setup/reporting/processors/{userId}': {
    params: { readonly userId: string };
    query: {};
    body: undefined;
    answer: Schemas['GetReportingResponse'];
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
  'GET /web/notices': {
    params: {};
    query: {};
    body: undefined;
    answer: {
      readonly toApprove: Schemas['ToApprove'];
      readonly sentBack: Schemas['ToApprove'];
      readonly mails:
        | readonly { readonly id: string; readonly sentAt: string; readonly to: readonly string[]; readonly subject: string }[]
        | null;
    };
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
      readonly stage?: 'development' | 'test' | 'production';
      readonly kind?: 'web-services' | 'concur-solutions';
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
      readonly stage?: 'development' | 'test' | 'production';
      readonly kind?: 'web-services' | 'concur-solutions';
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
  'GET /web/apps/{appId}/listing': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: Schemas['GetListingResponse'];
  };
  'PUT /web/apps/{appId}/listing': {
    params: { readonly appId: string };
    query: {};
    body: {
      readonly installation: 'enterprise' | 'user';
      readonly name: string;
      readonly partner: string;
      readonly summary: string;
      readonly description: string;
      readonly categories: readonly (
        | 'accounting'
        | 'analytics'
        | 'booking'
        | 'corporate-cards'
        | 'expense-tools'
        | 'human-resources'
        | 'lodging'
        | 'loyalty'
        | 'meals'
        | 'parking'
        | 'payments'
        | 'receipts'
        | 'rides'
        | 'tax-and-vat'
        | 'travel-risk'
      )[];
      readonly supportUrl: string;
      readonly privacyUrl: string;
      readonly termsUrl: string;
      readonly websiteUrl: string;
      readonly connectUri: string;
      readonly countries: readonly string[];
      readonly companies: readonly string[];
      readonly checklist: readonly Schemas['Checklist'][];
    };
    answer: Schemas['GetListingResponse'];
  };
  'POST /web/apps/{appId}/listing/steps': {
    params: { readonly appId: string };
    query: {};
    body: { readonly step: 'submit' | 'reopen' | 'return' | 'certify' | 'publish' | 'unpublish'; readonly remark?: string };
    answer: Schemas['GetListingResponse'];
  };
  'PUT /web/apps/{appId}/listing/logo': {
    params: { readonly appId: string };
    query: {};
    body: { readonly data: string };
    answer: Schemas['GetListingResponse'];
  };
  'DELETE /web/apps/{appId}/listing/logo': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: Schemas['GetListingResponse'];
  };
  'GET /web/app-center': {
    params: {};
    query: {
      readonly search?: string;
      readonly category?:
        | 'accounting'
        | 'analytics'
        | 'booking'
        | 'corporate-cards'
        | 'expense-tools'
        | 'human-resources'
        | 'lodging'
        | 'loyalty'
        | 'meals'
        | 'parking'
        | 'payments'
        | 'receipts'
        | 'rides'
        | 'tax-and-vat'
        | 'travel-risk';
      readonly after?: string;
    };
    body: undefined;
    answer: {
      readonly listings: readonly {
        readonly appId: string;
        readonly name: string;
        readonly partner: string;
        readonly summary: string;
        readonly categories: readonly (
          | 'accounting'
          | 'analytics'
          | 'booking'
          | 'corporate-cards'
          | 'expense-tools'
          | 'human-resources'
          | 'lodging'
          | 'loyalty'
          | 'meals'
          | 'parking'
          | 'payments'
          | 'receipts'
          | 'rides'
          | 'tax-and-vat'
          | 'travel-risk'
        )[];
        readonly installation: 'enterprise' | 'user';
        readonly state: 'draft' | 'submitted' | 'certified' | 'published';
        readonly logo: string | null;
        readonly connectedSince: string | null;
      }[];
      readonly next: string | null;
    };
  };
  'GET /web/app-center/{appId}': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: {
      readonly appId: string;
      readonly name: string;
      readonly partner: string;
      readonly summary: string;
      readonly categories: readonly (
        | 'accounting'
        | 'analytics'
        | 'booking'
        | 'corporate-cards'
        | 'expense-tools'
        | 'human-resources'
        | 'lodging'
        | 'loyalty'
        | 'meals'
        | 'parking'
        | 'payments'
        | 'receipts'
        | 'rides'
        | 'tax-and-vat'
        | 'travel-risk'
      )[];
      readonly installation: 'enterprise' | 'user';
      readonly state: 'draft' | 'submitted' | 'certified' | 'published';
      readonly logo: string | null;
      readonly connectedSince: string | null;
      readonly description: string;
      readonly supportUrl: string;
      readonly privacyUrl: string;
      readonly termsUrl: string;
      readonly websiteUrl: string;
      readonly scopes: readonly { readonly name: string; readonly description: string }[];
      readonly mayConnect: boolean;
      readonly hindrance: 'app-disabled' | 'no-connect-uri' | 'blocked' | null;
      readonly own: boolean;
    };
  };
  'GET /web/app-center/{appId}/logo': { params: { readonly appId: string }; query: {}; body: undefined; answer: unknown };
  'POST /web/app-center/{appId}/connection': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: { readonly redirectTo: string };
  };
  'DELETE /web/app-center/{appId}/connection': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'GET /web/connections': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly {
      readonly appId: string;
      readonly name: string;
      readonly scopes: readonly string[];
      readonly connectedAt: string;
      readonly lastTokenAt: string | null;
    }[];
  };
  'DELETE /web/connections/{appId}': { params: { readonly appId: string }; query: {}; body: undefined; answer: undefined };
  'GET /web/company/connected-apps': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly {
      readonly appId: string;
      readonly name: string;
      readonly description: string;
      readonly scopes: readonly string[];
      readonly enabled: boolean;
      readonly own: boolean;
      readonly blocked: boolean;
      readonly companySince: string | null;
      readonly connectedBy: string | null;
      readonly people: number;
      readonly lastTokenAt: string | null;
    }[];
  };
  'GET /web/company/connected-apps/{appId}/people': {
    params: { readonly appId: string };
    query: { readonly after?: string };
    body: undefined;
    answer: {
      readonly people: readonly {
        readonly userId: string;
        readonly name: string | null;
        readonly login: string | null;
        readonly scopes: readonly string[];
        readonly connectedAt: string;
        readonly lastTokenAt: string | null;
      }[];
      readonly next: string | null;
    };
  };
  'DELETE /web/company/connected-apps/{appId}/people/{userId}': {
    params: { readonly appId: string; readonly userId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'DELETE /web/company/connected-apps/{appId}': {
    params: { readonly appId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'PATCH /web/company/connected-apps/{appId}': {
    params: { readonly appId: string };
    query: {};
    body: { readonly blocked: boolean };
    answer: undefined;
  };
  'POST /web/company/request-tokens': {
    params: {};
    query: {};
    body: { readonly appId: string };
    answer: {
      readonly companyId: string;
      readonly appId: string;
      readonly appName: string;
      readonly token: string;
      readonly expiresAt: string;
      readonly geolocation: string;
    };
  };
  'GET /web/company/audit': {
    params: {};
    query: {
      readonly actor?: string;
      readonly kind?: string;
      readonly subject?: string;
      readonly action?: string;
      readonly from?: string;
      readonly until?: string;
      readonly after?: string;
    };
    body: undefined;
    answer: {
      readonly entries: readonly {
        readonly id: string;
        readonly at: string;
        readonly kind: { readonly kind: string; readonly id: string; readonly name: string | null };
        readonly action: string;
        readonly actor: { readonly kind: string; readonly user: Schemas['User'] | null; readonly app: Schemas['User'] | null };
        readonly details: {};
        readonly correlationId: string;
      }[];
      readonly next: string | null;
    };
  };
  'GET /web/company/audit.csv': {
    params: {};
    query: {
      readonly actor?: string;
      readonly kind?: string;
      readonly subject?: string;
      readonly action?: string;
      readonly from?: string;
      readonly until?: string;
    };
    body: undefined;
    answer: unknown;
  };
  'GET /web/company/events': {
    params: {};
    query: {
      readonly type?: string;
      readonly subject?: string;
      readonly from?: string;
      readonly until?: string;
      readonly after?: string;
    };
    body: undefined;
    answer: {
      readonly events: readonly {
        readonly id: string;
        readonly at: string;
        readonly topic: string;
        readonly type: string;
        readonly subjectId: string;
        readonly facts: {};
        readonly correlationId: string;
      }[];
      readonly next: string | null;
    };
  };
  'GET /web/company/event-types': { params: {}; query: {}; body: undefined; answer: readonly string[] };
  'GET /web/exchanges': {
    params: {};
    query: {
      readonly appId?: string;
      readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
      readonly status?: string;
      readonly principalId?: string;
      readonly correlationId?: string;
      readonly search?: string;
      readonly from?: string;
      readonly to?: string;
      readonly after?: string;
      readonly limit?: number;
    };
    body: undefined;
    answer: {
      readonly exchanges: readonly {
        readonly id: string;
        readonly appId: string;
        readonly appName: string;
        readonly receivedAt: string;
        readonly milliseconds: number;
        readonly method: string;
        readonly path: string;
        readonly query: string;
        readonly operation: string | null;
        readonly status: number;
        readonly correlationId: string;
        readonly principal: Schemas['Principal'];
        readonly proven: boolean;
        readonly refusalCode: string | null;
        readonly faultId: string | null;
      }[];
      readonly next: string | null;
      readonly kept: boolean;
      readonly dropped: number;
    };
  };
  'DELETE /web/exchanges': { params: {}; query: {}; body: undefined; answer: undefined };
  'GET /web/exchange-apps': {
    params: {};
    query: {};
    body: undefined;
    answer: readonly { readonly id: string; readonly name: string }[];
  };
  'GET /web/exchanges/{exchangeId}': {
    params: { readonly exchangeId: string };
    query: {};
    body: undefined;
    answer: {
      readonly id: string;
      readonly appId: string;
      readonly appName: string;
      readonly receivedAt: string;
      readonly milliseconds: number;
      readonly method: string;
      readonly path: string;
      readonly query: string;
      readonly operation: string | null;
      readonly status: number;
      readonly correlationId: string;
      readonly principal: Schemas['Principal'];
      readonly proven: boolean;
      readonly refusalCode: string | null;
      readonly faultId: string | null;
      readonly origin: string;
      readonly address: string;
      readonly scopes: readonly string[];
      readonly request: Schemas['Request'];
      readonly response: Schemas['Request'];
      readonly refusal: {
        readonly code: string;
        readonly message: string;
        readonly anyOf: readonly string[];
        readonly appHas: boolean;
        readonly needed: readonly string[];
        readonly given: string | null;
        readonly reason: string | null;
        readonly issues: readonly { readonly path: string; readonly message: string }[];
      } | null;
      readonly notReplayable: 'unproven' | 'secrets' | 'body-not-kept' | 'no-operation' | 'no-sandbox' | null;
    };
  };
  'POST /web/expense/reports/{reportId}/print': {
    params: { readonly reportId: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'GET /web/expense/reports/{reportId}/print.pdf': {
    params: { readonly reportId: string };
    query: {};
    body: undefined;
    answer: unknown;
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
  'GET /web/faults': { params: {}; query: {}; body: undefined; answer: readonly Schemas['ListFaultsResponse'][] };
  'POST /web/faults': {
    params: {};
    query: {};
    body: {
      readonly appId: string;
      readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | null;
      readonly path: string;
      readonly effect: 'none' | 'too-many-requests' | 'server-fault' | 'bad-gateway' | 'unavailable' | 'gateway-timeout' | 'drop';
      readonly latency: number;
      readonly retryAfter: number;
      readonly percent: number;
      readonly remaining: number | null;
      readonly enabled: boolean;
    };
    answer: Schemas['ListFaultsResponse'];
  };
  'PATCH /web/faults/{faultId}': {
    params: { readonly faultId: string };
    query: {};
    body: {
      readonly appId?: string;
      readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | null;
      readonly path?: string;
      readonly effect?:
        | 'none'
        | 'too-many-requests'
        | 'server-fault'
        | 'bad-gateway'
        | 'unavailable'
        | 'gateway-timeout'
        | 'drop';
      readonly latency?: number;
      readonly retryAfter?: number;
      readonly percent?: number;
      readonly remaining?: number | null;
      readonly enabled?: boolean;
    };
    answer: Schemas['ListFaultsResponse'];
  };
  'DELETE /web/faults/{faultId}': { params: { readonly faultId: string }; query: {}; body: undefined; answer: undefined };
  'GET /web/company/mail': {
    params: {};
    query: { readonly after?: string; readonly to?: string };
    body: undefined;
    answer: Schemas['ListCompanyMailResponse'];
  };
  'POST /web/exchanges/{exchangeId}/replay': {
    params: { readonly exchangeId: string };
    query: {};
    body: undefined;
    answer: { readonly status: number; readonly exchangeId: string | null };
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
    answer: Schemas['ListCompanyMailResponse'];
  };
  'GET /web/sandbox/snapshots': { params: {}; query: {}; body: undefined; answer: readonly Schemas['ListSnapshotsResponse'][] };
  'POST /web/sandbox/snapshots': {
    params: {};
    query: {};
    body: { readonly name: string };
    answer: Schemas['ListSnapshotsResponse'];
  };
  'POST /web/sandbox/snapshots/{name}/restore': {
    params: { readonly name: string };
    query: {};
    body: undefined;
    answer: undefined;
  };
  'DELETE /web/sandbox/snapshots/{name}': { params: { readonly name: string }; query: {}; body: undefined; answer: undefined };
}

/** What a parameter may be, where it is one of a list. */
export const CHOICES = {
  'PATCH /web/setup/{step}': { step: ['introduction', 'policies', 'employees', 'payments', 'reporting'] },
  'GET /web/app-center': {
    category: [
      'accounting',
      'analytics',
      'booking',
      'corporate-cards',
      'expense-tools',
      'human-resources',
      'lodging',
      'loyalty',
      'meals',
      'parking',
      'payments',
      'receipts',
      'rides',
      'tax-and-vat',
      'travel-risk',
    ],
  },
  'GET /web/exchanges': { method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
} as const;
