import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { eachVisits, visit, type Stage, type Visitor } from './visit.ts';

describe('faults and snapshots', () => {
  let stage: Stage;
  let visitor: Visitor;
  let page: Page;
  eachVisits({
    begin: (now) => {
      ({ stage, visitor, page } = now);
    },
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog');
  const ask = async (): Promise<number> => {
    const { clientId, clientSecret } = stage.sandbox.sandbox.app;
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' });
    return (await fetch(`${stage.sandbox.baseUrl}/oauth2/v0/token`, { method: 'POST', body })).status;
  };

  it('lets calls go wrong as often as wished, says so in the log, and stops when switched off', async () => {
    await visitor.open('/developer/faults');
    await visitor.signIn('developer');
    await page.getByRole('heading', { name: 'Nothing goes wrong on purpose' }).waitFor();
    await visitor.assertAccessible();
    await button('Add a fault').click();
    await page.getByLabel('Path', { exact: true }).fill('oauth2');
    await page.getByLabel('In how many of 100 calls').fill('101');
    await dialog().getByRole('button', { name: 'Add a fault' }).click();
    await page.getByText('Begin with a slash or a star.').waitFor();
    await visitor.assertAccessible();
    await page.getByLabel('Path', { exact: true }).fill('/oauth2/*');
    await page.getByLabel('In how many of 100 calls').fill('100');
    await page.getByLabel('How many times').fill('2');
    await page.getByRole('combobox', { name: 'What happens' }).selectOption('429 Too many requests');
    await page.getByLabel('Seconds in Retry-After').fill('9');
    await dialog().getByRole('button', { name: 'Add a fault' }).click();
    await page.getByText('2 more times').waitFor();
    assert.deepEqual([await ask(), await ask(), await ask()], [429, 429, 200]);
    await page.getByText('used up').waitFor();
    await visitor.assertAccessible();
    await button('Change the fault 429 Too many requests /oauth2/*').click();
    await page.getByLabel('How many times').fill('');
    await page.getByLabel('Delay in milliseconds').fill('100');
    await button('Save changes').click();
    await page.getByText('after 100 ms').waitFor();
    assert.equal(await ask(), 429);
    await page.getByRole('switch', { name: /^Fault 429/ }).press('Space');
    await page.getByRole('switch', { name: /^Fault 429/, checked: false }).waitFor({ state: 'attached' });
    assert.equal(await ask(), 200);
    await page.getByRole('link', { name: 'Request log' }).click();
    await page
      .getByRole('row')
      .filter({ has: page.getByText('429') })
      .first()
      .getByRole('link')
      .click();
    await dialog().getByText('This went wrong on purpose: a fault was let in.').waitFor();
    await dialog().getByRole('link', { name: 'Open the faults' }).click();
    await button('Delete the fault 429 Too many requests /oauth2/*').click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Nothing goes wrong on purpose' }).waitFor();
  });

  it('keeps a state by name and goes back to it, signed in all the while', async () => {
    await visitor.open('/developer/sandbox');
    await visitor.signIn('developer');
    await page.getByText('No snapshots yet.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('not a name');
    await button('Take a snapshot').click();
    await page.getByText('it begins with a letter or a digit').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('initial');
    await button('Take a snapshot').click();
    await page.getByText('that of the state which resets go back to').first().waitFor();
    await page.getByLabel('Name', { exact: true }).fill('before');
    await button('Take a snapshot').click();
    await button('Restore before').waitFor();
    await visitor.assertAccessible();
    await button('+ 1 week').click();
    await page.getByText('Moved', { exact: true }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('before');
    await button('Take a snapshot').click();
    await dialog().getByText('What it holds now goes.').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await button('Restore before').click();
    await visitor.assertAccessible();
    await dialog().getByRole('button', { name: 'Restore everything' }).click();
    await page.getByText('Everything is as it was then').waitFor();
    await page.getByText('Real time', { exact: true }).waitFor();
    await button('Delete before').click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No snapshots yet.').waitFor();
  });

  it('speaks German', async () => {
    const guest = await visit(stage, { locale: 'de-DE' });
    const developer = stage.sandbox.sandbox.users.find(({ key }) => key === 'developer');
    assert.ok(developer);
    await guest.open('/developer/faults');
    await guest.page.getByLabel('Anmeldename').fill(developer.login);
    await guest.page.getByLabel('Passwort', { exact: true }).fill(developer.password);
    await guest.page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await guest.page.getByRole('heading', { name: 'Nichts geht mit Absicht schief' }).waitFor();
    await guest.assertAccessible();
    await guest.page.getByRole('link', { name: 'Anfragen' }).click();
    await guest.page.getByRole('heading', { name: 'Anfragen', exact: true }).waitFor();
    await guest.page.getByRole('row').getByRole('link').first().click();
    await guest.page.getByRole('dialog').getByText('Als curl kopieren').waitFor();
    await guest.assertAccessible();
    assert.deepEqual(guest.faults, []);
    await guest.close();
  });
});
