import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Posts a form to a host that this machine's resolver need not know: browsers resolve names below localhost themselves. */
export const post = (url: string, host: string, fields: Record<string, string>): Promise<Answer> =>
  new Promise((answered, failed) => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const call = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => answered({ status: response.statusCode ?? 0, text }));
      response.on('error', failed);
    });
    call.on('error', failed);
    call.end(new URLSearchParams(fields).toString());
  });
