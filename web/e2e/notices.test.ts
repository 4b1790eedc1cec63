import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openStage, visit, type Stage } from './visit.ts';

describe('the bell', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  it('tells an approver which reports wait', async () => {
    const visitor = await visit(stage);
    const { page } = visitor;
    await visitor.open('/');
    await visitor.signIn('manager');
    await page.getByRole('button', { name: /wait for you$|waits for you$/ }).click();
    const list = page.getByRole('dialog');
    await list.getByRole('heading', { name: 'Waiting for your approval' }).waitFor();
    assert.match(await list.innerText(), /\$[\d,]+\.\d\d/);
    await visitor.assertAccessible();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /\d+ things? waits? for you$/ }).waitFor();
    assert.deepEqual(visitor.faults, []);
    await visitor.close();
  });

  it('tells a developer of new mail until it was seen', async () => {
    const guest = await visit(stage);
    await guest.open('/');
    await guest.page.getByRole('button', { name: 'Send me a link by mail' }).click();
    await guest.page.getByLabel('Login').fill(stage.sandbox.sandbox.users.find(({ key }) => key === 'traveler')?.login ?? '');
    await guest.page.getByRole('button', { name: 'Send the link' }).click();
    await guest.page.getByText('Check your mail').waitFor();
    await guest.close();
    const visitor = await visit(stage);
    const { page } = visitor;
    await visitor.open('/');
    await visitor.signIn('developer');
    const bell = page.getByRole('button', { name: /for you$/ });
    for (let tries = 0; tries < 50 && !(await bell.getAttribute('aria-label'))?.startsWith('1 '); tries += 1) {
      await page.waitForTimeout(100);
      await page.reload();
      await bell.waitFor();
    }
    await bell.click();
    await page.getByText('new', { exact: true }).waitFor();
    await visitor.assertAccessible();
    await page.getByRole('link', { name: /Your link to sign in/ }).click();
    await page.waitForURL(/mail=/);
    await page.getByRole('article').waitFor();
    await page.getByRole('button', { name: 'Nothing waits for you' }).waitFor();
    assert.deepEqual(visitor.faults, []);
    await visitor.close();
  });
});
