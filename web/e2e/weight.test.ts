import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PLACES } from './places.ts';
import { openStage, visit, type Stage, type Visitor } from './visit.ts';

const MOST = 200_000;

/** Scripts that travel before anything can be pressed, compressed. */
async function weigh(visitor: Visitor, paths: readonly string[]): Promise<string[]> {
  const { page } = visitor;
  const protocol = await page.context().newCDPSession(page);
  let bytes = 0;
  protocol.on('Network.responseReceived', ({ type, response }) => {
    if (type === 'Script') bytes += Number(response.headers['content-length']);
  });
  await protocol.send('Network.enable');
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
  const heavy: string[] = [];
  for (const path of paths) {
    bytes = 0;
    await visitor.open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.ok(bytes > 50_000, `${path}: only ${bytes} bytes were counted`);
    if (bytes >= MOST) heavy.push(`${path}: ${bytes} bytes`);
  }
  return heavy;
}

// Reading changes nothing, and most of it is waiting.
describe('less than 200 KB of script before the first interaction', { concurrency: true }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  it('on the pages of those who have no account, in either language', async () => {
    for (const locale of ['en-US', 'de-DE']) {
      const visitor = await visit(stage, { locale });
      assert.deepEqual(await weigh(visitor, ['/', '/sign-up']), []);
      assert.deepEqual(visitor.faults, []);
      await visitor.close();
    }
  });

  for (const [key, paths] of Object.entries(PLACES))
    it(`on every page of those who have one, as ${key}`, async () => {
      const first = await visit(stage);
      await first.open('/');
      await first.signIn(key);
      const storageState = await first.page.context().storageState();
      await first.close();
      // The words of the other language are longer, and none of them are in the first script.
      const visitor = await visit(stage, { locale: 'de-DE', storageState });
      assert.deepEqual(await weigh(visitor, paths), []);
      assert.deepEqual(visitor.faults, []);
      await visitor.close();
    });
});
