import type { ApiOperation } from './operations.ts';

/** A request as it was filled in. */
export interface Draft {
  /** Values of the path and the query by name; an empty one of the query is left out. */
  readonly values: Readonly<Record<string, string>>;
  /** `Name: value`, one a line. */
  readonly headers: string;
  readonly accept: string;
  readonly mediaType: string;
  readonly body: string;
  readonly file: File | null;
}

export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | undefined;
}

/** Names of path parameters that have no value. */
export const missingIn = (operation: ApiOperation, { values }: Draft): string[] =>
  operation.parameters.filter((one) => one.in === 'path' && !values[one.name]?.trim()).map(({ name }) => name);

export function requestOf(operation: ApiOperation, draft: Draft, token: string | undefined): Request {
  const { values } = draft;
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
  const pairs = operation.parameters
    .filter((one) => one.in === 'query' && values[one.name])
    .map(({ name }): [string, string] => [name, values[name] ?? '']);
  const query = new URLSearchParams(pairs).toString();
  const body = bodyOf(operation, draft);
  return {
    method: operation.method,
    url: path + (query === '' ? '' : `?${query}`),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      accept: draft.accept,
      // A form is given its type, with the border between its parts, by the browser.
      ...(typeof body === 'string' ? { 'content-type': draft.mediaType } : {}),
      ...headersIn(draft.headers),
    },
    body,
  };
}

const isForm = (mediaType: string): boolean => mediaType.startsWith('multipart/');

function bodyOf({ bodies }: ApiOperation, { mediaType, body, file }: Draft): Request['body'] {
  if (!(mediaType in bodies)) return undefined;
  if (!isForm(mediaType)) return body;
  const form = new FormData();
  for (const [name, part] of Object.entries(bodies[mediaType]?.schema.properties ?? {})) {
    if (part.format === 'binary') {
      if (file) form.append(name, file);
    } else form.append(name, new Blob([body], { type: 'application/json' }));
  }
  return form;
}

function headersIn(text: string): Record<string, string> {
  const lines = text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(lines);
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request for a terminal. The token stays out of it: `$TOKEN` stands where it belongs. */
export function curlOf({ method, url, headers, body }: Request, baseUrl: string): string {
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(baseUrl + url)}`];
  for (const [name, value] of Object.entries(headers))
    lines.push(name === 'authorization' ? '-H "authorization: Bearer $TOKEN"' : `-H ${quoted(`${name}: ${value}`)}`);
  if (typeof body === 'string') lines.push(`-d ${quoted(body)}`);
  else if (body)
    for (const [name, part] of body) lines.push(`-F ${quoted(`${name}=@${part instanceof File ? part.name : name}`)}`);
  return lines.join(' \\\n  ');
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly ms: number;
  readonly bytes: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Undefined where it is none that can be read. */
  readonly body: string | undefined;
}

const READABLE = /json|xml|text|javascript|urlencoded/;

/** Sends it without the cookies of this page: the token alone counts, as with any program. @throws TypeError where nobody answers */
export async function send({ method, url, headers, body }: Request): Promise<Answer> {
  const began = performance.now();
  const answer = await fetch(url, { method, headers, body: body ?? null, credentials: 'omit', cache: 'no-store' });
  const bytes = await answer.arrayBuffer();
  const ms = performance.now() - began;
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    statusText: answer.statusText,
    ms: Math.round(ms),
    bytes: bytes.byteLength,
    headers: [...answer.headers].toSorted(([a], [b]) => a.localeCompare(b)),
    body: bytes.byteLength === 0 || READABLE.test(type) ? pretty(new TextDecoder().decode(bytes), type) : undefined,
  };
}

function pretty(text: string, type: string): string {
  if (!type.includes('json')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
