import Type from 'typebox';
import { DUTIES, type Duty } from '../../modules/onboarding/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { Site } from '../../platform/http/site.ts';
import { withParameters } from '../pages/return-to.ts';
import { mailOrigin } from '../pages/sign-in-by-mail.ts';
import type { WebDeps } from './deps.ts';
import { peopleNamed } from './people-named.ts';
import { signedRoute } from './signed-route.ts';

const ON_A_PAGE = 25;
const closed = { additionalProperties: false } as const;
const text = Type.String();

const Person = Type.Object({
  id: text,
  name: text,
  login: text,
  title: Type.Union([text, Type.Null()]),
  active: Type.Boolean(),
  /** A mail is on its way to them, and they have not come in yet. */
  invited: Type.Boolean(),
  secondFactor: Type.Boolean(),
});
const Invitee = Type.Object(
  {
    email: Type.String({ maxLength: 300 }),
    givenName: Type.String({ maxLength: 300 }),
    familyName: Type.String({ maxLength: 300 }),
    duties: Type.Array(Type.Enum(Object.keys(DUTIES) as Duty[]), { uniqueItems: true }),
    approverId: Type.Optional(text),
  },
  closed,
);
const params = Type.Object({ userId: text });

const linkAt =
  (deps: WebDeps, site: Site) =>
  (token: string): string =>
    withParameters(`${mailOrigin(deps, site)}/invitation`, { token });

async function page(deps: WebDeps, ctx: Context, wish: { search: string; from: number }) {
  const { users, total } = await deps.identity.searchUsers(ctx, {
    criteria: peopleNamed(wish.search, { activeOnly: false }),
    page: { startIndex: wish.from },
    limit: ON_A_PAGE,
    withTotal: true,
  });
  const ids = users.map(({ id }) => id);
  const [invited, guarded] = [await deps.signin.invitedAmong(ctx, ids), await deps.signin.protectedAmong(ctx, ids)];
  const people = users.map(({ id, displayName, userName, title, active }) => ({
    id,
    name: displayName,
    login: userName,
    title: title ?? null,
    active,
    invited: invited.has(id),
    secondFactor: guarded.has(id),
  }));
  const next = wish.from + ON_A_PAGE;
  return { people, total: total ?? 0, next: next <= (total ?? 0) ? next : null };
}

/** Colleagues, for whoever administers them. */
export const peopleRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listPeople',
    method: 'GET',
    path: '/people',
    summary: 'People of the company by a part of the name or login, 25 at a time',
    schema: {
      query: Type.Object({
        search: Type.Optional(Type.String({ maxLength: 200 })),
        from: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,6}$' })),
      }),
      responses: {
        200: Type.Object({
          people: Type.Array(Person),
          total: Type.Integer(),
          /** The index at which the next page begins. */
          next: Type.Union([Type.Integer(), Type.Null()]),
        }),
      },
    },
    handler: async ({ ctx, query }) => {
      await deps.identity.assertAdministers(ctx, 'see');
      return { body: await page(deps, ctx, { search: query.search ?? '', from: Number(query.from ?? 1) }) };
    },
  }),
  signedRoute(deps, {
    operation: 'invitePerson',
    method: 'POST',
    path: '/people',
    summary: 'Makes an account and mails its owner a link to choose a password',
    schema: { body: Invitee, responses: { 201: Type.Object({ id: text }) } },
    handler: async ({ ctx, body, site }) => {
      const { id } = await deps.onboarding.invite(ctx, { ...body, linkTo: linkAt(deps, site) });
      return { body: { id } };
    },
  }),
  signedRoute(deps, {
    operation: 'invitePersonAgain',
    method: 'POST',
    path: '/people/{userId}/invitations',
    summary: 'Mails another link to somebody who has not come in yet',
    schema: { params, responses: { 204: null } },
    handler: async ({ ctx, params: { userId }, site }) => {
      await deps.onboarding.inviteAgain(ctx, { userId, linkTo: linkAt(deps, site) });
      return {};
    },
  }),
  signedRoute(deps, {
    operation: 'resetSecondFactor',
    method: 'DELETE',
    path: '/people/{userId}/second-factor',
    summary: 'Takes the authenticator app off somebody’s account, who has lost it, and signs them out everywhere',
    schema: { params, responses: { 204: null } },
    handler: async ({ ctx, params: { userId } }) => {
      await deps.signin.resetSecondFactor(ctx, userId);
      return {};
    },
  }),
];
