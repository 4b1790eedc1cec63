import Type from 'typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const moment = Type.String({ format: 'date-time' });

export const Session = Type.Object({
  /** For the header x-perdiem-proof of every change. */
  proof: text,
  sandbox: Type.Boolean(),
  /** Whether one can sign up for a sandbox here, and whether a mail must prove the address first. */
  signUp: Type.Enum(['off', 'direct', 'mail']),
  signedIn: Type.Union([
    Type.Null(),
    Type.Object({
      userId: text,
      name: text,
      login: text,
      language: text,
      roles: Type.Array(text),
      company: Type.Object({ id: text, name: text, currency: text, country: text }),
      may: Type.Object({
        manageApps: Type.Boolean(),
        moveSandbox: Type.Boolean(),
        readTrail: Type.Boolean(),
        configure: Type.Boolean(),
        administerPeople: Type.Boolean(),
        readCompanyMail: Type.Boolean(),
      }),
    }),
  ]),
});

export const Credentials = Type.Object(
  { login: Type.String({ maxLength: 300 }), password: Type.String({ maxLength: 1000 }) },
  closed,
);
/** Signing in is not over: a code is owed. */
export const OwedStep = Type.Object({ owes: Type.Enum(['code']) });
export const Code = Type.Object({ code: Type.String({ maxLength: 60 }) }, closed);
export const LinkWish = Type.Object(
  { login: Type.String({ maxLength: 300 }), returnTo: Type.String({ maxLength: 2000 }) },
  closed,
);

export const OpenSession = Type.Object({
  id: text,
  browser: text,
  method: Type.Enum(['password', 'link', 'sso']),
  createdAt: moment,
  lastSeenAt: moment,
  here: Type.Boolean(),
});

const grant = Type.Enum(['authorization_code', 'password', 'client_credentials', 'otp', 'refresh_token']);
const stage = Type.Enum(['development', 'test', 'production']);
const kind = Type.Enum(['web-services', 'concur-solutions']);
const draft = {
  name: Type.String({ maxLength: 300 }),
  description: Type.String({ maxLength: 5000 }),
  grants: Type.Array(grant, { uniqueItems: true }),
  scopes: Type.Array(text, { uniqueItems: true, maxItems: 500 }),
  redirectUris: Type.Array(Type.String({ maxLength: 2000 }), { uniqueItems: true, maxItems: 50 }),
  stage: Type.Optional(stage),
  kind: Type.Optional(kind),
};
export const AppDraft = Type.Object(draft, closed);
export const AppPatch = Type.Partial(Type.Object({ ...draft, enabled: Type.Boolean() }), closed);
export const App = Type.Object({
  id: text,
  name: text,
  description: text,
  grants: Type.Array(grant),
  scopes: Type.Array(text),
  redirectUris: Type.Array(text),
  stage,
  kind,
  enabled: Type.Boolean(),
  dataCenter: text,
  createdAt: moment,
  updatedAt: moment,
});
export const appParams = Type.Object({ appId: text });

const status = Type.Enum(['active', 'inactive']);
export const Secret = Type.Object({ id: text, status, createdAt: moment, updatedAt: moment });
export const NewSecret = Type.Object({ id: text, status, createdAt: moment, updatedAt: moment, secret: text });
export const SecretPatch = Type.Object({ status }, closed);
export const secretParams = Type.Object({ appId: text, secretId: text });

export const Scope = Type.Object({ name: text, description: text, legacy: Type.Boolean() });

export const Principal = Type.Object({
  id: text,
  kind: Type.Enum(['user', 'company']),
  name: text,
  login: Type.Union([text, Type.Null()]),
});
export const TokenWish = Type.Object(
  {
    /** A user of the company or the company itself; the app where it is left out. */
    principalId: Type.Optional(text),
    /** All of the app's where it is left out. */
    scopes: Type.Optional(Type.Array(text, { uniqueItems: true, maxItems: 500 })),
  },
  closed,
);
export const Token = Type.Object({
  accessToken: text,
  refreshToken: Type.Union([text, Type.Null()]),
  scopes: Type.Array(text),
  geolocation: text,
  expiresIn: Type.Integer(),
  /** The platform's time at which it was made. */
  issuedAt: moment,
});

export const Place = Type.Object({
  baseUrl: text,
  dataCenters: Type.Array(Type.Object({ code: text, server: text, browser: text })),
  demoAppId: Type.Union([text, Type.Null()]),
});

export const Clock = Type.Object({ now: moment, frozen: Type.Boolean(), moved: Type.Boolean() });
export const ClockSetting = Type.Object(
  { now: Type.Optional(moment), frozen: Type.Optional(Type.Boolean()), real: Type.Optional(Type.Boolean()) },
  closed,
);

export const Mail = Type.Object({ id: text, sentAt: moment, to: Type.Array(text), subject: text, text });
