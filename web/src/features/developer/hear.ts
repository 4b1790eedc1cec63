import { ConnectionLost } from '../../api/errors.ts';

export interface Heard {
  readonly status: number;
  readonly ms: number;
  readonly body: string;
}

/** The first call of a program, made from here: a real token, the public API. */
export async function hear(token: string): Promise<Heard> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const answer = await fetch('/profile/v1/me', { headers, credentials: 'omit' }).catch(() => {
    throw new ConnectionLost();
  });
  const ms = Math.round(performance.now() - began);
  return { status: answer.status, ms, body: pretty(await answer.text()) };
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
