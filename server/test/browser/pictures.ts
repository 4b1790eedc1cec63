import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { Caller } from '../../src/platform/context.ts';
import { foundCompany, hire } from '../harness/people.ts';
import { openBrowser } from './chromium.ts';
import { press } from './press.ts';
import { serveProgram, type ServedProgram } from './served.ts';

// Takes pictures of the pages, to be looked at: node server/test/browser/pictures.ts <folder> [--language de]

const SYSTEM: Caller = { actor: { kind: 'system' }, correlationId: 'pictures' };
const REDIRECT = 'https://ledgerline.example/connected';

interface Cast {
  readonly program: ServedProgram;
  readonly login: string;
  readonly password: string;
  readonly authorize: string;
}

async function cast(program: ServedProgram): Promise<Cast> {
  const password = 'plum tree in march';
  const company = await foundCompany(program);
  const name = { givenName: 'Ana', familyName: 'Castellanos' };
  const user = await hire(program, company, { userName: 'ana.castellanos@northwind.example', name });
  await program.modules.identity.setPassword(program.unitOfWork, company, { userId: user.id, password });
  const { app } = await program.unitOfWork.write(SYSTEM, (ctx) =>
    program.modules.oauth.createApp(ctx, {
      name: 'Ledgerline',
      description: 'Matches card charges with receipts.',
      dataCenter: 'us',
      redirectUris: [REDIRECT],
      scopes: ['user.read', 'expense.report.read', 'receipts.write'],
    }),
  );
  const query = new URLSearchParams({ client_id: app.id, redirect_uri: REDIRECT, response_type: 'code', state: 's' });
  return { program, login: user.userName, password, authorize: `${program.origin}/oauth2/v0/authorize?${query}` };
}

async function walk(page: Page, { program, login, password, authorize }: Cast, take: (name: string) => Promise<void>) {
  const submit = (): Promise<void> => press(page.locator('main button[type=submit].full'));
  await page.goto(program.origin);
  await take('front');
  await page.goto(authorize);
  await take('sign-in');
  await press(page.locator('a[href^="/sign-in/mail"]'));
  await take('ask-link');
  await page.locator('#login').fill(login);
  await submit();
  await take('link-sent');
  await program.jobs.drain();
  await press(page.locator('main a[href="/sandbox/mailbox"]'));
  await take('mailbox');
  await press(page.locator('main li a').first());
  await take('mail');
  await press(page.locator('.letter-text a'));
  await take('link');
  await page.goto(`${program.origin}/sign-in/link?token=none`);
  await take('link-useless');
  await page.goto(`${program.origin}/sign-in/sso`);
  await page.locator('#login').fill(login);
  await submit();
  await take('company');
  await page.goto(authorize);
  await submit();
  await take('missing');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill('wrong');
  await submit();
  await take('wrong');
  await page.locator('#password').fill(password);
  await submit();
  await take('consent');
  await page.goto(`${program.origin}/account`);
  await take('account');
  await page.goto(`${program.origin}/sign-in/password`);
  await take('password');
  await page.goto(authorize.replace('response_type', 'none').replace('redirect_uri', 'elsewhere'));
  await take('refused');
  await page.goto(`${program.origin}/sandbox/mailbox/none`);
  await take('nothing');
}

/** On a busy machine the browser now and then gives up on a frame; it gets the next one right. */
async function picture(page: Page, path: string, tries = 5): Promise<void> {
  try {
    await page.screenshot({ path, fullPage: true });
  } catch (error) {
    if (tries === 1 || !String(error).includes('Unable to capture')) throw error;
    await picture(page, path, tries - 1);
  }
}

async function takeAll(browser: Browser, folder: string, locale: string): Promise<void> {
  const program = await serveProgram({ sandbox: true });
  try {
    const players = await cast(program);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of [
        ['desk', { width: 1040, height: 760 }],
        ['phone', { width: 390, height: 740 }],
      ] as const) {
        const context = await browser.newContext({ colorScheme, viewport, locale, javaScriptEnabled: false });
        const page = await context.newPage();
        await walk(page, players, async (name) => {
          await picture(page, join(folder, `${name}-${size}-${colorScheme}.png`));
        });
        await context.close();
        program.clock.advance(16 * 60_000);
      }
    }
  } finally {
    await program.close();
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { language: { type: 'string', default: 'en' } } });
const [folder] = positionals;
if (folder === undefined) throw new Error('Name a folder for the pictures.');
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  await takeAll(browser, folder, values.language);
} finally {
  await browser.close();
}
