import { PDFDocument } from '@cantoo/pdf-lib';
import type { TestProgram } from './program.ts';

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function pdf(pages = 1): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page++) document.addPage([300, 400]);
  return Buffer.from(await document.save());
}

export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  readonly type?: string;
}

/** A multipart body as curl writes it. */
export function multipart(parts: readonly Part[]): { payload: Buffer; contentType: string } {
  const boundary = 'a-boundary-of-tests';
  const pieces = parts.flatMap(({ name, content, fileName, type }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n`,
    `${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
    content,
    '\r\n',
  ]);
  const payload = Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece)));
  return { payload, contentType: `multipart/form-data; boundary=${boundary}` };
}

export async function sendParts(program: TestProgram, url: string, as: string | undefined, parts: readonly Part[]) {
  const { payload, contentType } = multipart(parts);
  const headers = { host: 'us.localhost:8080', 'content-type': contentType, ...(as ? { authorization: as } : {}) };
  return program.app.inject({ method: 'POST', url, payload, headers });
}
