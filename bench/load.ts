import autocannon from 'autocannon';

export interface Shot {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * What depends on the turn: `{uri}` in the path stands for the last part of the uri that the chain began with, `"{day}"` and `"{amount}"` in the
   * body for a day of the last 90 and an amount below 100.
   */
  readonly chained?: boolean;
}

export interface Result {
  /** Whole scenarios a second: a chain of two requests counts once. */
  readonly perSecond: number;
  readonly total: number;
  readonly p99: number;
}

/** Fires a scenario's requests in turn on each connection, for `seconds`, `perSecond` at most; any answer but a success is a failure of the run. */
export async function load(
  base: string,
  shots: readonly Shot[],
  options: { connections: number; seconds: number; perSecond?: number },
): Promise<Result> {
  const failures: string[] = [];
  const requests = shots.map((shot) => ({
    method: shot.method,
    path: shot.path,
    headers: { ...shot.headers },
    ...(shot.body === undefined ? {} : { body: shot.body }),
    ...(shot.chained ? { setupRequest: chain } : {}),
    onResponse: (status: number, body: string, context: object) => {
      if (status >= 300) failures.push(`${shot.method} ${shot.path}: ${status} ${body.slice(0, 200)}`);
      const uri = /"uri":"([^"]+)"/.exec(body)?.[1];
      if (uri && !shot.chained) (context as { last?: string }).last = uri.split('/').at(-1) ?? '';
    },
  }));
  const run = await autocannon({
    url: base,
    connections: options.connections,
    duration: options.seconds,
    ...(options.perSecond === undefined ? {} : { overallRate: options.perSecond }),
    requests: requests as never,
  });
  if (failures.length > 0) throw new Error(`${failures.length} requests failed, such as ${failures[0]}`);
  if (run.errors > 0) throw new Error(`${run.errors} requests got no answer`);
  const total = run.requests.total / shots.length;
  return { perSecond: total / run.duration, total, p99: run.latency.p99 };
}

const DAY = 86_400_000;
let turns = 0;

/** No two turns of an hour's load are alike, as no two entries are that people make. */
function chain<R extends { path?: string; body?: string | Buffer }>(request: R, context: object): R {
  const { last } = context as { last?: string };
  const body = request.body?.toString();
  if (!body?.includes('{day}')) return { ...request, path: request.path?.replace('{uri}', last ?? 'none') };
  turns++;
  const day = new Date(Date.now() - (turns % 90) * DAY).toISOString().slice(0, 10);
  const amount = ((turns * 7919) % 9_973) / 100 + 0.01;
  return {
    ...request,
    path: request.path?.replace('{uri}', last ?? 'none'),
    body: body.replace('{day}', day).replace('"{amount}"', amount.toFixed(2)),
  };
}
