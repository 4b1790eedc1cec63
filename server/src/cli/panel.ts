import { join, relative } from 'node:path';
import type { SandboxFile } from '../start/sandbox-file.ts';

/** What a person needs once the program serves: where to click, who to be, and one call to paste. */
export function panel(given: { baseUrl: string; dataDir: string; sandbox: SandboxFile | undefined }): string {
  const { baseUrl, dataDir, sandbox } = given;
  const head = ['', `  Perdiem serves on ${baseUrl}`, `    API pages   ${baseUrl}/docs`];
  if (!sandbox) return [...head, '', '  Ctrl-C stops it.', ''].join('\n');
  const width = Math.max(...sandbox.users.map(({ login }) => login.length));
  const file = relative(process.cwd(), join(dataDir, 'sandbox.json'));
  return [
    ...head,
    `    For programs ${file.startsWith('..') ? join(dataDir, 'sandbox.json') : file}`,
    '',
    `  ${sandbox.company.name}: sign in as`,
    ...sandbox.users.map(({ key, login, password }) => `    ${key.padEnd(10)} ${login.padEnd(width)}  ${password}`),
    '',
    '  Get a token and ask who you are:',
    '',
    firstCalls(baseUrl, sandbox),
    '',
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}

/** Two commands for a POSIX shell, complete with this installation's secrets. */
export function firstCalls(baseUrl: string, sandbox: SandboxFile): string {
  const user = sandbox.users.find(({ key }) => key === 'traveler');
  return [
    `TOKEN=$(curl -s ${baseUrl}/oauth2/v0/token \\`,
    `  -d grant_type=password -d client_id=${sandbox.app.clientId} \\`,
    `  -d client_secret=${sandbox.app.clientSecret} \\`,
    `  -d username=${user?.login ?? ''} -d password=${user?.password ?? ''} \\`,
    `  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `curl -s ${baseUrl}/profile/v1/me -H "Authorization: Bearer $TOKEN"`,
  ].join('\n');
}
