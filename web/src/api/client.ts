import { CallRefused, ConnectionLost, type Refusal } from './errors.ts';
import { connection } from './connection.ts';
import type { Operations } from './operations.ts';

export type Operation = keyof Operations;
export type AnswerOf<K extends Operation> = Operations[K]['answer'];
export type BodyOf<K extends Operation> = Operations[K]['body'];

type Needed<K extends Operation> = {
  [
    Part in 'params' | 'query' | 'body' as Operations[K][Part] extends undefined
      ? never
      : keyof Operations[K][Part] extends never
        ? never
        : Part
  ]: Operations[K][Part];
};
/** What an operation is called with; parts that it has none of are left out. */
export type Given<K extends Operation> = Partial<Record<keyof Needed<K>, never>> extends Needed<K> ? Needed<K> | void : Needed<K>;

const PROOF_MISSING = 'signin.proof.missing';
const SESSION_ENDED = 'signin.session.ended';

let proof = '';
let whenEnded: () => void = () => {};
let bringWords: () => Promise<unknown> = () => Promise.resolve();

/** Told when a call finds that nobody is signed in any more. */
export const onSessionEnded = (listener: () => void): void => void (whenEnded = listener);

/** Brings the words of refusals before the first one is told. It must not fail. */
export const beforeRefusals = (bring: () => Promise<unknown>): void => void (bringWords = bring);

/** Calls the application's own API. @throws CallRefused ConnectionLost */
export async function call<K extends Operation>(operation: K, given: Given<K>, signal?: AbortSignal): Promise<AnswerOf<K>> {
  const parts = (given ?? {}) as { params?: Record<string, string>; query?: Record<string, string | undefined>; body?: unknown };
  const [method = 'GET', path = ''] = operation.split(' ');
  const url =
    path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(parts.params?.[name] ?? '')) + queryOf(parts.query);
  const answer = await send(method, url, parts.body, signal);
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as AnswerOf<K>;
  const [refused] = await Promise.all([refusalIn(answer), bringWords()]);
  const refusal = new CallRefused(answer.status, refused);
  if (refusal.code === PROOF_MISSING && (await renewedProof())) return call(operation, given, signal);
  if (refusal.code === SESSION_ENDED) whenEnded();
  throw refusal;
}

/** Who is signed in; keeps the proof that changes carry. */
export async function readSession(): Promise<AnswerOf<'GET /web/session'>> {
  const session = await call('GET /web/session', undefined);
  proof = session.proof;
  return session;
}

/** Another window may have signed in or out since this one read its proof. */
async function renewedProof(): Promise<boolean> {
  const before = proof;
  await readSession();
  return proof !== before;
}

async function send(method: string, url: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang };
  if (method !== 'GET') headers['x-perdiem-proof'] = proof;
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.lost();
    throw new ConnectionLost();
  }
}

function queryOf(query: Readonly<Record<string, string | undefined>> = {}): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

async function refusalIn(answer: Response): Promise<Refusal> {
  try {
    return (await answer.json()) as Refusal;
  } catch {
    return { errorMessage: answer.statusText };
  }
}
