import type { Page } from 'playwright-core';
import assert from 'node:assert/strict';
import type { Stage, Visitor } from './visit.ts';

/** Something to take a picture of: a place, who is there, and what they have done. */
interface Scene {
  readonly name: string;
  readonly path: string;
  /** Key of a person of the sandbox. */
  readonly as?: string;
  readonly act?: (page: Page) => Promise<void>;
}

/** What a developer of the sandbox has made before the pictures are taken, and an app that somebody has connected. */
export async function prepare(visitor: Visitor, { sandbox }: Stage): Promise<void> {
  const { page } = visitor;
  await connect(sandbox);
  await visitor.open('/developer/apps/new');
  await visitor.signIn('developer');
  for (const [name, description] of [
    ['Milepost', 'Posts mileage from the road.'],
    ['Ledgerline', 'Matches card charges with receipts and files what is missing.'],
  ] as const) {
    await visitor.open('/developer/apps/new');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Description').fill(description);
    await page.getByRole('button', { name: 'Create the app' }).click();
    await page.getByRole('button', { name: 'I have copied it' }).click();
  }
}

async function connect({ baseUrl, sandbox: { app, users } }: Stage['sandbox']): Promise<void> {
  const traveler = users.find(({ key }) => key === 'traveler');
  assert.ok(traveler);
  const body = new URLSearchParams({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'password',
    username: traveler.login,
    password: traveler.password,
  });
  assert.ok((await fetch(`${baseUrl}/oauth2/v0/token`, { method: 'POST', body })).ok);
}

async function openApp(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Ledgerline' }).click();
  await page.getByRole('tablist').waitFor();
}

export const scenes: readonly Scene[] = [
  { name: 'sign-in', path: '/' },
  { name: 'home', path: '/', as: 'developer' },
  { name: 'home-traveler', path: '/', as: 'traveler' },
  {
    name: 'welcome',
    path: '/developer',
    as: 'developer',
    act: async (page) => {
      await page.locator('main button').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'apps', path: '/developer/apps', as: 'developer' },
  { name: 'new-app', path: '/developer/apps/new', as: 'developer' },
  { name: 'app', path: '/developer/apps', as: 'developer', act: openApp },
  {
    name: 'secrets',
    path: '/developer/apps',
    as: 'developer',
    act: async (page) => {
      await openApp(page);
      await page.getByRole('tab').nth(1).click();
    },
  },
  {
    name: 'token',
    path: '/developer/apps',
    as: 'developer',
    act: async (page) => {
      await openApp(page);
      await page.getByRole('tab').nth(2).click();
      await page.getByRole('tabpanel').getByRole('button').last().click();
      await page.getByRole('group').last().waitFor();
    },
  },
  {
    name: 'palette',
    path: '/developer/apps',
    as: 'developer',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  {
    name: 'notices',
    path: '/',
    as: 'manager',
    act: async (page) => {
      await page.getByRole('banner').getByRole('button').nth(-2).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'guides', path: '/developer/guides', as: 'developer' },
  { name: 'guide', path: '/developer/guides/password?lang=typescript', as: 'developer' },
  { name: 'reference', path: '/developer/reference', as: 'developer' },
  { name: 'reference-family', path: '/developer/reference?tag=expense-reports-v4', as: 'developer' },
  {
    name: 'operation',
    path: '/developer/reference/expense-reports-v4.listReports',
    as: 'developer',
    act: async (page) => {
      await page.locator('form button[type=submit]').click();
      await page.locator('main').getByRole('tablist').waitFor();
    },
  },
  { name: 'operation-body', path: '/developer/reference/expense-reports-v4.createReport', as: 'developer' },
  { name: 'app-center', path: '/app-center', as: 'developer' },
  { name: 'requests', path: '/developer/requests', as: 'developer' },
  { name: 'faults', path: '/developer/faults', as: 'developer' },
  { name: 'events', path: '/developer/events', as: 'developer' },
  { name: 'audit', path: '/company/audit', as: 'admin' },
  { name: 'connected-apps', path: '/company/apps', as: 'developer' },
  {
    name: 'connected-app',
    path: '/company/apps',
    as: 'developer',
    act: async (page) => {
      await page.getByRole('main').getByRole('link').first().click();
      await page.waitForURL('**/company/apps/*');
    },
  },
  {
    name: 'person',
    path: '/developer/apps',
    as: 'developer',
    act: async (page) => {
      await page.getByRole('banner').getByRole('button').last().click();
      await page.getByRole('radiogroup').first().waitFor();
    },
  },
  { name: 'people', path: '/company/people', as: 'admin' },
  { name: 'sandbox', path: '/developer/sandbox', as: 'developer' },
  { name: 'mailbox', path: '/developer/mailbox', as: 'developer' },
  { name: 'sessions', path: '/settings/sessions', as: 'developer' },
  { name: 'nothing', path: '/developer/nothing', as: 'developer' },
];
