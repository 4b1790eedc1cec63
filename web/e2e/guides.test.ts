import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { authorizeUrl, FLOWS, stepsOf, type Flow, type Own } from '../src/features/guides/flows.ts';
import { blankFor, placed, type Name } from '../src/features/guides/guide.ts';
import { LANGUAGES } from '../src/features/guides/languages.ts';
import { eachVisits, type Stage, type Visitor } from './visit.ts';

const run = promisify(execFile);
type Language = (typeof LANGUAGES)[number]['code'];

describe('the guides', () => {
  let stage: Stage;
  let visitor: Visitor;
  let folder: string;
  let partner: Server;
  let own: Own;
  let secret = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-guides-'));
    partner = createServer((_request, response) => response.end('back')).listen(0, '127.0.0.1');
    await new Promise((resolve) => partner.once('listening', resolve));
  });
  after(async () => {
    partner?.close();
    await rm(folder, { recursive: true, force: true });
  });
  eachVisits({
    begin: (now) => {
      ({ stage, visitor } = now);
    },
  });

  const user = (key: string) => {
    const found = stage.sandbox.sandbox.users.find((one) => one.key === key);
    assert.ok(found);
    return found;
  };

  /** What a reader gets who copies every snippet of a guide, in order, and fills in what is theirs. */
  const program = (flow: Flow, language: Language, mine: Partial<Record<Name, string>>, of: Own = own): string => {
    const render = LANGUAGES.find(({ code }) => code === language)?.render;
    assert.ok(render);
    const snippets = placed(stepsOf(flow, of)).map((one) => render(one));
    return Object.entries(mine).reduce(
      (text, [name, value]) => text.replaceAll(blankFor(name as Name), value),
      snippets.join('\n\n'),
    );
  };
  const execute = async (language: Language, text: string): Promise<string> => {
    const file = join(folder, `${language}.${language === 'typescript' ? 'mts' : 'sh'}`);
    await writeFile(file, language === 'typescript' ? text : `set -euo pipefail\n${text}\n`);
    const [command, ...options] = language === 'typescript' ? [execPath, file] : ['bash', file];
    return (await run(command, options, { timeout: 30_000 })).stdout;
  };

  it('are filled with the reader’s own ids, in the language that the address says', async () => {
    const { page } = visitor;
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await page.getByLabel('Sign-in in a browser').check();
    const back = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/back`;
    await page.getByLabel('Redirect addresses').fill(back);
    const app = await visitor.createApp('Ledgerline');
    ({ secret } = app);
    const { login } = user('developer');
    own = {
      baseUrl: stage.sandbox.baseUrl,
      clientId: app.id,
      login,
      companyId: stage.sandbox.sandbox.company.id,
      redirectUri: back,
    };
    await visitor.open('/developer/guides');
    await page.getByRole('heading', { name: 'Guides' }).waitFor();
    await visitor.assertAccessible();
    for (const flow of FLOWS) {
      await visitor.open(`/developer/guides/${flow}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await visitor.assertAccessible();
      for (const { code, name, render } of LANGUAGES) {
        await page.getByText(name, { exact: true }).first().click();
        // The first is shown without being asked for.
        if (code !== 'curl') await page.waitForURL(new RegExp(`lang=${code}`));
        const blocks = await page.getByRole('group', { name, exact: true }).allInnerTexts();
        assert.deepEqual(
          blocks.map((text) => text.trimEnd()),
          placed(stepsOf(flow, own)).map((one) => render(one)),
        );
      }
    }
  });

  it('says when an app cannot go a way yet', async () => {
    const { page } = visitor;
    await visitor.open('/developer/apps/new');
    await visitor.signIn('developer');
    await page.getByLabel('Login and password').uncheck();
    const { id } = await visitor.createApp('Bare');
    await visitor.open(`/developer/guides/password?app=${id}`);
    await page.getByText('This app lacks “Login and password”').waitFor();
    await visitor.assertAccessible();
  });

  for (const language of ['curl', 'typescript'] as const) {
    it(`by login and password run in ${language}`, async () => {
      const { login, password } = user('developer');
      const out = await execute(language, program('password', language, { clientSecret: secret, password }));
      assert.ok(out.includes(login), out);
    });

    it(`with sign-in in a browser run in ${language}`, async () => {
      const { page } = visitor;
      await page.goto(authorizeUrl(own));
      const { login, password } = user(language === 'curl' ? 'traveler' : 'manager');
      await page.getByLabel('Login').fill(login);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: /allow|agree/i }).click();
      await page.waitForURL(/\/back\?/);
      const code = new URL(page.url()).searchParams.get('code') ?? '';
      const out = await execute(language, program('code', language, { clientSecret: secret, code }));
      assert.ok(out.includes(login), out);
    });

    it(`of an app that a company connects run in ${language}`, async () => {
      const { company, app } = stage.sandbox.sandbox;
      const of = { ...own, clientId: app.clientId };
      const out = await execute(
        language,
        program('company', language, { clientSecret: app.clientSecret, requestToken: company.requestToken }, of),
      );
      assert.ok(out.includes(company.id), out);
    });

    it(`on an app’s own behalf run in ${language}`, async () => {
      const out = await execute(language, program('client', language, { clientSecret: secret }));
      assert.match(out, /active/i);
    });
  }
});
