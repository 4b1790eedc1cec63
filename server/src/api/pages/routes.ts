import Type from 'typebox';
import { LANGUAGES } from '../../platform/language/language.ts';
import { facade, route, type Facade, type Route } from '../../platform/http/facade.ts';
import { pages } from '../dialects/pages/pages.ts';
import { endOneSession, showAccount, showFront } from './account.ts';
import { authorize, decide } from './authorize.ts';
import { checkCode, showCode } from './code.ts';
import type { PageDeps } from './deps.ts';
import { current, legacy, sentOnce, type Generation } from './generations.ts';
import { acceptInvitation, showInvitation } from './invitation.ts';
import { chooseLanguage } from './choose-language.ts';
import { showMail, showMailbox } from './mailbox.ts';
import { STYLE } from './markup/page.ts';
import { changePassword, showChangePassword } from './password.ts';
import { finishSingleSignOn, showSingleSignOn } from './single-sign-on.ts';
import { sendLink, showAskForLink, showLink, useLink } from './sign-in-by-mail.ts';
import { showSignIn, signIn, signOut } from './sign-in.ts';

const text = Type.Optional(Type.String());
const page = Type.String();
const responses = { 200: page, 303: null, 400: page, 403: page, 404: page, 410: page };
/** Whatever a person left empty is told on the page itself. */
const form = { form_token: text, return_to: text, login: text };
const open = { doc: 'extension', scopes: [], principals: 'anyone' } as const;

/** Signing in and out, and where one is signed in. */
const signInRoutes = (deps: PageDeps): Route[] => [
  route({
    ...open,
    effect: 'manual',
    operation: 'showSignIn',
    method: 'GET',
    path: '/sign-in',
    summary: 'Page to sign in with a password: an extension, the documents leave its address open',
    schema: { query: Type.Object({ return_to: text }), responses },
    handler: (call) => showSignIn(deps, call, call.query.return_to),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'signIn',
    method: 'POST',
    path: '/sign-in',
    summary: 'Signs in with a password',
    schema: { body: Type.Object({ ...form, password: text }), responses },
    handler: (call) => signIn(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showAskForLink',
    method: 'GET',
    path: '/sign-in/mail',
    summary: 'Page to ask for a one-time link by mail',
    schema: { query: Type.Object({ return_to: text }), responses },
    handler: (call) => showAskForLink(deps, call, call.query.return_to),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'sendLink',
    method: 'POST',
    path: '/sign-in/mail',
    summary: 'Mails a one-time link',
    schema: { body: Type.Object(form), responses },
    handler: (call) => sendLink(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showLink',
    method: 'GET',
    path: '/sign-in/link',
    summary: 'Page that a mailed link opens',
    schema: { query: Type.Object({ token: text }), responses },
    handler: (call) => showLink(deps, call, call.query.token ?? ''),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'useLink',
    method: 'POST',
    path: '/sign-in/link',
    summary: 'Signs in with a mailed link',
    schema: { body: Type.Object({ form_token: text, token: text }), responses },
    handler: (call) => useLink(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showChangePassword',
    method: 'GET',
    path: '/sign-in/password',
    summary: 'Page to change the own password',
    schema: { responses },
    handler: (call) => showChangePassword(deps, call),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'changePassword',
    method: 'POST',
    path: '/sign-in/password',
    summary: 'Changes the own password',
    schema: { body: Type.Object({ ...form, password: text, new_password: text, new_password_again: text }), responses },
    handler: (call) => changePassword(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showCode',
    method: 'GET',
    path: '/sign-in/code',
    summary: 'Page of the second step of signing in',
    schema: { responses },
    handler: (call) => showCode(deps, call),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'checkCode',
    method: 'POST',
    path: '/sign-in/code',
    summary: 'Signs in with the code of an authenticator app, or a recovery code',
    schema: { body: Type.Object({ form_token: text, code: text }), responses },
    handler: (call) => checkCode(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showSingleSignOn',
    method: 'GET',
    path: '/sign-in/sso',
    summary: 'Page that leads to the identity provider of somebody’s company',
    schema: { query: Type.Object({ login: text, company: text, return_to: text }), responses },
    handler: (call) => showSingleSignOn(deps, call, call.query),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'finishSingleSignOn',
    method: 'GET',
    path: '/sign-in/sso/callback',
    summary: 'Page to which an identity provider sends the browser back',
    schema: { responses },
    handler: (call) => finishSingleSignOn(deps, call),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showInvitation',
    method: 'GET',
    path: '/invitation',
    summary: 'Page that an invitation opens',
    schema: { query: Type.Object({ token: text }), responses },
    handler: (call) => showInvitation(deps, call, call.query.token ?? ''),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'acceptInvitation',
    method: 'POST',
    path: '/invitation',
    summary: 'Takes an invitation up with a password',
    schema: {
      body: Type.Object({ form_token: text, token: text, new_password: text, new_password_again: text }),
      responses,
    },
    handler: (call) => acceptInvitation(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'signOut',
    method: 'POST',
    path: '/sign-out',
    summary: 'Signs this browser out',
    schema: { body: Type.Object({ form_token: text, return_to: text }), responses },
    handler: (call) => signOut(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showAccount',
    method: 'GET',
    path: '/account',
    summary: 'Page of the browsers in which one is signed in',
    schema: { responses },
    handler: (call) => showAccount(deps, call),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'endSession',
    method: 'POST',
    path: '/account/sessions',
    summary: 'Signs another browser out',
    schema: { body: Type.Object({ form_token: text, session: text }), responses },
    handler: (call) => endOneSession(deps, call, call.body),
  }),
];

const frontRoute = (deps: PageDeps): Route =>
  route({
    ...open,
    effect: 'manual',
    operation: 'showFront',
    method: 'GET',
    path: '/',
    summary: 'Front page of an installation without the web application',
    schema: { responses },
    handler: (call) => showFront(deps, call),
  });

const commonRoutes = (): Route[] => [
  route({
    ...open,
    effect: 'manual',
    operation: 'getStyle',
    method: 'GET',
    path: '/pages/style.css',
    summary: 'Style of the pages',
    produces: ['text'],
    schema: { responses: { 200: Type.String() } },
    handler: async () => ({
      body: STYLE,
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
    }),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'chooseLanguage',
    method: 'POST',
    path: '/language',
    summary: 'Keeps the language of the pages on this browser, and leads back to the page',
    schema: { body: Type.Object({ language: Type.Union(LANGUAGES.map((one) => Type.Literal(one))), to: text }), responses },
    handler: (call) => chooseLanguage(call, call.body),
  }),
];

const mailboxRoutes = (deps: PageDeps): Route[] => [
  route({
    ...open,
    effect: 'manual',
    operation: 'showMailbox',
    method: 'GET',
    path: '/sandbox/mailbox',
    summary: 'Page of the mails that a sandbox keeps',
    schema: { query: Type.Object({ after: text }), responses },
    handler: (call) => showMailbox(deps, call, call.query.after),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'showMail',
    method: 'GET',
    path: '/sandbox/mailbox/{id}',
    summary: 'Page of one mail',
    schema: { params: Type.Object({ id: Type.String() }), responses },
    handler: (call) => showMail(deps, call, call.params.id),
  }),
];

const decisionRoute = (deps: PageDeps, generation: Generation, operation: string): Route =>
  route({
    ...open,
    effect: 'manual',
    operation,
    method: 'POST',
    path: generation.path,
    summary: 'The person’s answer to an app’s request',
    schema: { body: Type.Object({ form_token: text, request: text, decision: text }), responses },
    handler: (call) => decide(deps, generation, call, call.body),
  });

const authorizationQuery = Type.Object({
  client_id: text,
  redirect_uri: text,
  scope: text,
  state: text,
});

const authorizeRoute = (deps: PageDeps): Route =>
  route({
    ...open,
    effect: 'manual',
    operation: 'authorize',
    method: 'GET',
    path: '/authorize',
    summary: 'Browser sign-in and consent page of the authorization grant',
    doc: 'api-reference/authentication/apidoc',
    schema: {
      query: Type.Object({
        ...authorizationQuery.properties,
        response_type: text,
        prompt: text,
        display: text,
        nonce: text,
        code_challenge: text,
        code_challenge_method: text,
      }),
      responses,
    },
    handler: (call) => authorize(deps, current, call, sentOnce(call.query)),
  });

const legacyLoginRoute = (deps: PageDeps): Route =>
  route({
    ...open,
    effect: 'manual',
    operation: 'legacyLogin',
    method: 'GET',
    path: '/Login.aspx',
    summary: 'Browser sign-in and consent page of the pre-2017 web flow',
    doc: 'api-reference/authentication/authorization-pre-2017',
    deprecated: true,
    schema: { query: authorizationQuery, responses },
    handler: (call) => authorize(deps, legacy, call, sentOnce(call.query)),
  });

/** The pages for people: the documented ones of both generations, and those that only our own pages lead to. */
export function pageFacades(deps: PageDeps, options: { readonly front: boolean }): Facade[] {
  const own = [
    ...(options.front ? [frontRoute(deps)] : []),
    ...commonRoutes(),
    ...signInRoutes(deps),
    ...(deps.sandbox ? mailboxRoutes(deps) : []),
    decisionRoute(deps, current, 'decideAuthorization'),
    decisionRoute(deps, legacy, 'decideLegacyLogin'),
  ];
  return [
    facade({ family: 'oauth2-authorize', version: 'v0', dialect: pages, prefix: '/oauth2/v0', routes: [authorizeRoute(deps)] }),
    facade({
      family: 'oauth-legacy-login',
      version: 'pre-2017',
      dialect: pages,
      prefix: '/net2/oauth2',
      routes: [legacyLoginRoute(deps)],
    }),
    facade({ family: 'pages', version: 'own', dialect: pages, prefix: '', routes: own, internal: true }),
  ];
}
