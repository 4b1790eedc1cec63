import { urlOf, type Exchange } from './exchange.ts';

/** Made by curl itself, or by the connection. */
const NOT_SENT = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'user-agent',
  'transfer-encoding',
  'cookie',
  'expect',
]);

/** For a shell: nothing in it is read but as it stands. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a command line; the token is for whoever pastes it. */
export function curlOf(exchange: Pick<Exchange, 'method' | 'origin' | 'path' | 'query' | 'request'>): string {
  const { method, origin, request } = exchange;
  const lines = [`curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quoted(origin + urlOf(exchange))}`];
  for (const { name, value } of request.headers) {
    if (NOT_SENT.has(name)) continue;
    // The shell fills in the variable, so these quotes are double ones.
    lines.push(name === 'authorization' ? `-H "Authorization: Bearer $TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`);
  }
  if (request.body.text !== '') lines.push(`--data-raw ${quoted(request.body.text)}`);
  return lines.join(' \\\n  ');
}
