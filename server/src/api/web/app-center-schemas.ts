import Type from 'typebox';
import { CATEGORIES, CHECKLIST, LONGEST, STEPS, type StepName } from '../../modules/app-center/index.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const moment = Type.String({ format: 'date-time' });
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const names = <T extends string>(list: readonly T[]) => Type.Enum([...list] as [T, ...T[]]);

const state = Type.Enum(['draft', 'submitted', 'certified', 'published']);
const installation = Type.Enum(['enterprise', 'user']);
const step = names(Object.keys(STEPS) as StepName[]);
const category = names(CATEGORIES);
const url = Type.String({ maxLength: 2000 });
const answer = Type.Object({ answer: Type.Enum(['met', 'not-applicable']), note: Type.String({ maxLength: 2000 }) }, closed);
const requirement = names(CHECKLIST.map(({ id }) => id));

export const appParams = Type.Object({ appId: text });

/** Answers by requirement; what is left out is open. */
const checklist = Type.Array(Type.Object({ id: requirement, ...answer.properties }, closed), { maxItems: 100 });

const content = {
  installation,
  name: Type.String({ maxLength: LONGEST.name * 2 }),
  partner: Type.String({ maxLength: LONGEST.partner * 2 }),
  summary: Type.String({ maxLength: LONGEST.summary * 2 }),
  description: Type.String({ maxLength: LONGEST.description * 2 }),
  categories: Type.Array(category, { uniqueItems: true, maxItems: 20 }),
  supportUrl: url,
  privacyUrl: url,
  termsUrl: url,
  websiteUrl: url,
  connectUri: url,
  countries: Type.Array(Type.String({ maxLength: 10 }), { uniqueItems: true, maxItems: 300 }),
  companies: Type.Array(Type.String({ maxLength: 50 }), { uniqueItems: true, maxItems: 300 }),
  checklist,
};
export const ListingInput = Type.Object(content, closed);

export const ManagedListing = Type.Object({
  /** Null until it is saved for the first time. */
  listing: orNull(
    Type.Object({
      state,
      ...content,
      remark: orNull(text),
      logo: orNull(text),
      publishedAt: orNull(moment),
      updatedAt: moment,
      /** Where it may be taken from here by whoever asks. */
      steps: Type.Array(step),
    }),
  ),
  requirements: Type.Array(
    Type.Object({
      id: requirement,
      section: Type.Enum(['connection', 'tokens', 'logging', 'readiness', 'apis']),
      optional: Type.Boolean(),
    }),
  ),
  /** Whether owners certify and publish by themselves, as in a sandbox. */
  ownersReview: Type.Boolean(),
});
export const Move = Type.Object({ step, remark: Type.Optional(Type.String({ maxLength: 2000 })) }, closed);
export const Logo = Type.Object({ data: Type.String({ maxLength: 200_000 }) }, closed);

const shown = {
  appId: text,
  name: text,
  partner: text,
  summary: text,
  categories: Type.Array(category),
  installation,
  state,
  logo: orNull(text),
  connectedSince: orNull(moment),
};
export const Listings = Type.Object({ listings: Type.Array(Type.Object(shown)), next: orNull(text) });
export const ListingSearch = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100 })),
  category: Type.Optional(category),
  after: Type.Optional(Type.String({ maxLength: 1000 })),
});
export const ShownListing = Type.Object({
  ...shown,
  description: text,
  supportUrl: text,
  privacyUrl: text,
  termsUrl: text,
  websiteUrl: text,
  /** What it is let do, in plain words. */
  scopes: Type.Array(Type.Object({ name: text, description: text })),
  mayConnect: Type.Boolean(),
  hindrance: orNull(Type.Enum(['app-disabled', 'no-connect-uri', 'blocked'])),
  own: Type.Boolean(),
});
export const Redirect = Type.Object({ redirectTo: text });

const use = { scopes: Type.Array(text), connectedAt: moment, lastTokenAt: orNull(moment) };
export const OwnConnections = Type.Array(Type.Object({ appId: text, name: text, ...use }));

export const ConnectedApps = Type.Array(
  Type.Object({
    appId: text,
    name: text,
    description: text,
    scopes: Type.Array(text),
    enabled: Type.Boolean(),
    own: Type.Boolean(),
    blocked: Type.Boolean(),
    companySince: orNull(moment),
    connectedBy: orNull(text),
    people: Type.Integer(),
    lastTokenAt: orNull(moment),
  }),
);
export const People = Type.Object({
  people: Type.Array(Type.Object({ userId: text, name: orNull(text), login: orNull(text), ...use })),
  next: orNull(text),
});
export const PeopleSearch = Type.Object({ after: Type.Optional(text) });
export const personParams = Type.Object({ appId: text, userId: text });
export const Block = Type.Object({ blocked: Type.Boolean() }, closed);

export const TokenFor = Type.Object({ appId: Type.String({ maxLength: 100 }) }, closed);
export const CompanyToken = Type.Object({
  companyId: text,
  appId: text,
  appName: text,
  token: text,
  expiresAt: moment,
  /** Where it is redeemed. */
  geolocation: text,
});
