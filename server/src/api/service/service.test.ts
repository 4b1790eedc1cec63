import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

describe('the service routes', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram();
  });
  after(() => program.close());
  const get = (url: string, headers: Record<string, string> = {}) => program.app.inject({ method: 'GET', url, headers });

  it('is alive at once and ready only when told', async () => {
    assert.deepEqual((await get('/healthz')).json(), { status: 'ok' });
    const starting = await get('/readyz');
    assert.equal(starting.statusCode, 503);
    assert.deepEqual(starting.json(), { ready: false, reasons: ['starting'] });
    program.health.markReady();
    const ready = await get('/readyz');
    assert.equal(ready.statusCode, 200);
    assert.deepEqual(ready.json(), { ready: true, reasons: [] });
    program.health.markStopping();
    assert.equal((await get('/readyz')).statusCode, 503);
  });

  it('counts answers by operation and status, unknown paths together', async () => {
    await get('/no/such/path-1');
    await get('/no/such/path-2');
    const metrics = await get('/metrics');
    assert.match(String(metrics.headers['content-type']), /^text\/plain; version=0\.0\.4/);
    assert.match(metrics.body, /perdiem_request_duration_seconds_count\{operation="service\.own\.live",status="200"\} 1/);
    assert.match(metrics.body, /perdiem_request_duration_seconds_count\{operation="unmatched",status="404"\} 2/);
    assert.match(metrics.body, /perdiem_nodejs_eventloop_lag_seconds/);
    assert.doesNotMatch(metrics.body, /path-1/);
  });

  it('shows the documents on a page that loads nothing from elsewhere', async () => {
    const page = await get('/docs', { accept: 'text/html,*/*;q=0.8' });
    assert.equal(page.statusCode, 200);
    assert.match(String(page.headers['content-type']), /^text\/html/);
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
    assert.deepEqual(page.body.match(/(?:src|href)="[^"]+"/g), ['src="/docs/js/scalar.js"']);
    const script = await get('/docs/js/scalar.js');
    assert.match(String(script.headers['content-type']), /^text\/javascript/);
    assert.ok(script.body.includes('createApiReference'));
  });

  it('answers an unknown document in words', async () => {
    assert.equal((await get('/openapi/nothing-v9.json')).statusCode, 404);
    assert.equal((await get('/openapi.json')).json().openapi, '3.1.0');
  });
});
