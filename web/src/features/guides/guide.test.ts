import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorizeUrl, FLOWS, stepsOf } from './flows.ts';
import { blankFor, placed } from './guide.ts';
import { LANGUAGES } from './languages.ts';

const OWN = {
  baseUrl: 'http://127.0.0.1:8080',
  clientId: 'client-id',
  login: `o'neil"@x.example`,
  companyId: 'company-id',
  redirectUri: 'https://app.example/back?a=b&c',
};

describe('the guides', () => {
  for (const flow of FLOWS)
    for (const { code, render } of LANGUAGES)
      it(`leave nothing open in ${flow}, ${code}`, () => {
        const texts = placed(stepsOf(flow, OWN)).map((one) => render(one));
        const whole = texts.join('\n');
        assert.equal(/undefined|\[object/.test(whole), false, whole);
        assert.ok(whole.includes(blankFor('clientSecret')));
        assert.ok(whole.includes(OWN.clientId));
      });

  it('keep what is theirs inside its quotes', () => {
    const [first] = placed(stepsOf('password', OWN));
    assert.ok(first);
    const said = Object.fromEntries(LANGUAGES.map(({ code, render }) => [code, render(first)]));
    assert.ok(said['curl']?.includes(`'username=o'\\''neil"@x.example'`));
    assert.ok(said['typescript']?.includes(`'o\\'neil"@x.example'`));
    for (const code of ['python', 'java', 'csharp']) assert.ok(said[code]?.includes(`"o'neil\\"@x.example"`), code);
  });

  it('send people to an address that says all of theirs', () => {
    const { searchParams } = new URL(authorizeUrl(OWN));
    assert.equal(searchParams.get('redirect_uri'), OWN.redirectUri);
  });

  it('know which variables stand and which will change', () => {
    const steps = placed(stepsOf('password', OWN));
    assert.deepEqual([...(steps[0]?.changing ?? [])].sort(), ['accessToken', 'refreshToken']);
    assert.deepEqual([...(steps[2]?.known ?? [])].sort(), ['accessToken', 'clientSecret', 'password', 'refreshToken']);
  });
});
