import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeOptions, readOptions, UsageError } from './options.ts';
import { readServeConfig, serveOptions } from './read-config.ts';

const config = (argv: string[], env: Record<string, string> = {}) => readServeConfig(readOptions(serveOptions, argv, env));
const refusal = (argv: string[], env: Record<string, string> = {}): string => {
  try {
    config(argv, env);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.ok(!error.message.includes('\n'));
    return error.message;
  }
  return 'accepted';
};

describe('configuration', () => {
  it('takes the command line before the environment before the defaults', () => {
    assert.equal(config([]).port, 8080);
    assert.equal(config([], { PORT: '9000' }).port, 9000);
    assert.equal(config(['--port', '9001'], { PORT: '9000' }).port, 9001);
    assert.equal(config([], { PORT: '' }).port, 8080);
    assert.equal(config(['--no-sandbox']).sandbox, false);
    assert.equal(config([], { NO_SANDBOX: 'true', TRUST_PROXY: '1' }).trustProxy, true);
  });

  it('says in one line what cannot be meant', () => {
    assert.equal(refusal(['--prot', '1']), 'Unknown option --prot; --help lists them.');
    assert.equal(refusal(['--port', '70000']), '--port must be a whole number from 0 to 65535, not "70000".');
    assert.equal(refusal([], { PORT: 'http' }), 'PORT must be a whole number from 0 to 65535, not "http".');
    assert.match(refusal(['--port']), /argument missing/);
    assert.match(refusal(['--role', 'boss', '--database-url', 'postgres://x']), /^--role must be one of all, api, worker, not/);
    assert.match(refusal(['--database-url', 'mysql://x']), /must begin with postgres/);
    assert.match(refusal(['--processes', '2']), /need a PostgreSQL server/);
    assert.match(refusal([], { MAIL_URL: 'mail.example' }), /smtp:\/\//);
    assert.match(refusal(['--data-center', 'mars']), /none of those/);
  });

  it('reads the public addresses of data centres', () => {
    const { dataCenters, defaultDataCenter } = config([], {
      DATA_CENTER: 'emea',
      DATA_CENTERS: 'us=https://us.travel.example, emea=https://emea.travel.example|https://www-emea.travel.example',
    });
    assert.equal(defaultDataCenter, 'emea');
    assert.deepEqual(dataCenters, [
      { code: 'us', server: 'https://us.travel.example', browser: 'https://us.travel.example' },
      { code: 'emea', server: 'https://emea.travel.example', browser: 'https://www-emea.travel.example' },
    ]);
    assert.match(refusal(['--data-centers', 'us']), /code=https/);
    assert.match(refusal(['--data-centers', 'us=ftp://x']), /no http/);
  });

  it('describes each option with its variable', () => {
    assert.match(describeOptions(serveOptions), /--port <port> +port to listen on.*\[PORT\]/);
  });
});
