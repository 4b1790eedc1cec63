import assert from 'node:assert/strict';
import { CHECKLIST } from '../../src/modules/app-center/index.ts';
import type { Caller } from '../../src/platform/context.ts';
import { hire } from './people.ts';
import type { TestProgram } from './program.ts';
import { WebVisitor } from './web-visitor.ts';

const PASSWORD = 'plum tree in march';

/** Somebody of a company with these roles, signed in at the web application. */
export async function visitorWith(
  program: TestProgram,
  at: Caller,
  roles: readonly string[],
): Promise<WebVisitor & { readonly userId: string }> {
  const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
  await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
  const visitor = new WebVisitor(program);
  assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
  return Object.assign(visitor, { userId: user.id });
}

export const ADMINISTRATOR = ['SHD_WEB_SERVICES_ADMIN'];

/** An app that may be listed. */
export const APP = {
  name: 'Ledgerline',
  description: 'Matches receipts.',
  grants: ['password', 'client_credentials', 'refresh_token'],
  scopes: ['user.read', 'company.read', 'expense.report.read'],
  redirectUris: [],
};

/** A listing with nothing left to say. */
export const listing = (over: object = {}) => ({
  installation: 'enterprise',
  name: 'Ledgerline',
  partner: 'Ledgerline Inc.',
  summary: 'Matches receipts with your ledger',
  description: 'Reads approved reports and posts them where they belong.',
  categories: ['accounting'],
  supportUrl: 'https://ledgerline.example/help',
  privacyUrl: 'https://ledgerline.example/privacy',
  termsUrl: 'https://ledgerline.example/terms',
  websiteUrl: '',
  connectUri: 'https://ledgerline.example/connect?from=center',
  countries: [],
  companies: [],
  checklist: CHECKLIST.map(({ id }) => ({ id, answer: 'met', note: '' })),
  ...over,
});

export interface MadeApp {
  readonly id: string;
  readonly secret: string;
}

/** An app of the visitor's company, listed and as far along as asked for. */
export async function listedApp(
  developer: WebVisitor,
  { over = {}, steps = ['submit', 'certify', 'publish'] }: { over?: object; steps?: readonly string[] } = {},
): Promise<MadeApp> {
  const made = (await developer.call('POST', '/apps', APP)).json<{ app: { id: string }; secret: string }>();
  const { id } = made.app;
  const saved = await developer.call('PUT', `/apps/${id}/listing`, listing(over));
  assert.equal(saved.statusCode, 200, saved.body);
  for (const step of steps) {
    const moved = await developer.call('POST', `/apps/${id}/listing/steps`, { step });
    assert.equal(moved.statusCode, 200, moved.body);
  }
  return { id, secret: made.secret };
}
