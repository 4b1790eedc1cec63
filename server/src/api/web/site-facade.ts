import Type from 'typebox';
import { newBrowserSecret } from '../../platform/crypto/company-secret.ts';
import { facade, route, type Answer, type Facade, type Request } from '../../platform/http/facade.ts';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import { pages } from '../dialects/pages/pages.ts';
import { languageHeaders } from '../pages/markup/page.ts';
import { linkTo } from '../pages/markup/parts.ts';
import { readerOf, type Reader } from '../pages/reader.ts';
import type { Asset, BuiltApp } from './built-app.ts';
import { open } from './signed-route.ts';

/** Where the application's own pages are; everything else belongs to the APIs. A feature with a new place adds it here. */
const PLACES = [
  '/',
  '/app-center',
  '/app-center/*',
  '/company',
  '/company/*',
  '/developer',
  '/developer/*',
  '/settings',
  '/settings/*',
  '/sign-up',
  '/sign-up/*',
] as const;
/** Places in the built page that each answer fills. */
const NONCE = '__NONCE__';
const LANGUAGE = '__LANGUAGE__';
const NO_SCRIPT = '__NO_SCRIPT__';
const FOREVER = 'public, max-age=31536000, immutable';

/** Only what this server serves, and styles that the page itself has made: they carry the answer's own number. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The files of the web application. */
export const siteFacade = (app: BuiltApp): Facade =>
  facade({
    family: 'site',
    version: 'own',
    dialect: pages,
    prefix: '',
    internal: true,
    routes: [
      ...PLACES.map((path) =>
        route({
          ...open,
          effect: 'manual',
          operation: `page ${path}`,
          method: 'GET',
          path,
          summary: 'The page of the web application, whichever of its places is asked for',
          schema: { responses: { 200: Type.String() } },
          handler: async (call) => pageOf(app, readerOf(call)),
        }),
      ),
      route({
        ...open,
        effect: 'manual',
        operation: 'asset',
        method: 'GET',
        path: '/assets/{name}',
        summary: 'A file of the web application; its name holds the hash of its content',
        produces: ['text', 'html'],
        schema: { params: Type.Object({ name: Type.String() }), responses: { 200: Type.Unsafe<Uint8Array>({}) } },
        handler: async ({ params, headers, url }) => {
          const asset = app.asset(params.name);
          if (!asset) throw new RouteNotFound('GET', url);
          return assetAnswer(asset, headers);
        },
      }),
    ],
  });

function pageOf(app: BuiltApp, reader: Reader): Answer {
  const nonce = newBrowserSecret();
  return {
    body: app.index
      .replaceAll(NONCE, nonce)
      .replace(LANGUAGE, reader.language)
      .replace(NO_SCRIPT, () => String(reader.words.needsScript(linkTo('/sign-in'), linkTo('/account')))),
    headers: {
      ...languageHeaders(reader),
      'content-security-policy': policyWith(nonce),
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
  };
}

function assetAnswer(asset: Asset, headers: Request['headers']): Answer {
  const accepted = String(headers['accept-encoding'] ?? '');
  const plain = { body: asset.plain, encoding: undefined };
  const brotli = asset.br && /\bbr\b/.test(accepted) && { body: asset.br, encoding: 'br' };
  const gzip = asset.gzip && /\bgzip\b/.test(accepted) && { body: asset.gzip, encoding: 'gzip' };
  const { body, encoding } = brotli || gzip || plain;
  return {
    body,
    headers: {
      'content-type': asset.type,
      'cache-control': FOREVER,
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
  };
}
