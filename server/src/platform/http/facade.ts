import type { Static, TSchema } from 'typebox';
import type { Actor, PrincipalKind } from '../actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../context.ts';
import type { DomainError } from '../errors.ts';
import type { Site } from './site.ts';

export type Media = 'json' | 'xml' | 'form' | 'multipart' | 'html' | 'text' | 'image' | 'pdf';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a handler answers. `status` defaults to the first success of the route's responses. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export interface RouteSchema {
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Status -> body schema, null for an empty body. The first success is the default status. */
  readonly responses: Readonly<Record<number, TSchema | null>>;
}

type Part<S> = S extends TSchema ? Static<S> : undefined;

/** One request, checked: parts are of the route's schemas, the caller has one of its scopes and is one of its principals. */
export interface Request<S extends RouteSchema = RouteSchema> {
  readonly params: Part<S['params']>;
  readonly query: Part<S['query']>;
  readonly body: Part<S['body']>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly actor: Actor;
  readonly site: Site;
  readonly caller: Caller;
  /** Address of the peer, for limits and logs. */
  readonly address: string;
  /** SHA-256 fingerprint, lower-case hex, of the certificate that the caller showed to the trusted reverse proxy. */
  readonly certificate: string | undefined;
  /** Path and query as called. */
  readonly url: string;
  readonly clock: Clock;
}

/** A request inside a unit of work. */
export interface Call<S extends RouteSchema = RouteSchema> extends Request<S> {
  readonly ctx: Context;
}

/** A request whose handler opens its units of work itself, because slow work (a hash, a mail) stands between them. */
export interface ManualCall<S extends RouteSchema = RouteSchema> extends Request<S> {
  readonly work: UnitOfWork;
}

export interface Quota {
  readonly name: string;
  readonly calls: number;
  readonly seconds: number;
  /** The parameter of the path that holds the user. */
  readonly per: string;
}

interface RouteBase<S extends RouteSchema> {
  /** Unique within its façade; the operationId of the API documents. */
  readonly operation: string;
  readonly method: Method;
  /** With parameters in braces, as documented: `/reports/{reportId}`. */
  readonly path: string;
  readonly summary: string;
  /** The documentation page below the public tree's src/, or 'extension' with the reason in `summary`. */
  readonly doc: string;
  /** Any one of these opens the operation; empty needs none. */
  readonly scopes: readonly string[];
  /** Kinds of token that are let in; 'anyone' asks for none. */
  readonly principals: readonly PrincipalKind[] | 'anyone';
  readonly schema: S;
  /** Overrides of the dialect's media, first is the default. */
  readonly produces?: readonly Media[];
  readonly consumes?: readonly Media[];
  /** Root element of an XML answer, when the dialect can write XML. */
  readonly xmlRoot?: string;
  readonly deprecated?: boolean;
  /** Calls that one user may make in a time, over all routes that share the name; those of a company token count for the user in the path. */
  readonly quota?: Quota;
  /** Bytes; the server's limit otherwise. */
  readonly bodyLimit?: number;
}

export type Route<S extends RouteSchema = RouteSchema> =
  | (RouteBase<S> & { readonly effect?: 'read' | 'write'; readonly handler: (call: Call<S>) => Promise<Answer> })
  | (RouteBase<S> & { readonly effect: 'manual'; readonly handler: (call: ManualCall<S>) => Promise<Answer> });

/** Infers the parts of a route from its schemas; erased, so that routes of many shapes stand in one list. */
export const route = <const S extends RouteSchema>(definition: Route<S>): Route => definition as unknown as Route;

/** What a dialect says to a refusal. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Needed where the answer may be XML. */
  readonly schema?: TSchema;
  readonly xmlRoot?: string;
  readonly media?: Media;
}

export interface ErrorFrame {
  readonly correlationId: string;
  readonly path: string;
  readonly now: Date;
  readonly site: Site;
  /** The medium of the answer, for a dialect whose error body differs between JSON and XML. */
  readonly media: Media;
  readonly operation?: string;
  /** How it was asked, for what is told to people in their language. */
  readonly asked: { readonly method: string } & Pick<Request, 'headers' | 'cookies'>;
}

/** What a whole generation of APIs shares. */
export interface Dialect {
  readonly name: string;
  /** The first is the default. */
  readonly produces: readonly Media[];
  readonly consumes: readonly Media[];
  /** Exact media types, where they are not the plain ones: `application/scim+json`. */
  readonly mediaTypes?: Partial<Record<Media, string>>;
  /** Unknown body members are refused (closed schemas) or dropped. */
  readonly renderError: (error: DomainError, frame: ErrorFrame) => ErrorAnswer;
}

/** One version of one API family. */
export interface Facade {
  readonly family: string;
  readonly version: string;
  readonly dialect: Dialect;
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** Left out of the public API documents: pages for people, the web application's own calls. */
  readonly internal?: boolean;
}

export const facade = (definition: Facade): Facade => definition;
