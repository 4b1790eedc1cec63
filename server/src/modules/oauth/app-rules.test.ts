import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertFit, type AppDraft } from './app-rules.ts';
import { AppInvalid } from './errors.ts';

const fit: AppDraft = {
  name: 'Ledgerline',
  description: '',
  grants: ['authorization_code', 'refresh_token'],
  scopes: ['user.read'],
  redirectUris: ['https://ledgerline.example/back'],
};

const faultsOf = (change: Partial<AppDraft>): string[] => {
  try {
    assertFit({ ...fit, ...change });
    return [];
  } catch (error) {
    assert.ok(error instanceof AppInvalid);
    return error.issues.map(({ path }) => path);
  }
};

describe('what an app may be', () => {
  it('takes addresses of the web, of this machine and of programs on a device', () => {
    for (const uri of [
      'https://a.example/x?y=1',
      'http://localhost:3000/cb',
      'http://127.0.0.1/cb',
      'http://[::1]:1/',
      'com.example.app:/cb',
    ])
      assert.deepEqual(faultsOf({ redirectUris: [uri] }), [], uri);
  });

  it('refuses addresses that leak a code or run in the page', () => {
    for (const uri of ['', '/back', 'http://a.example/', 'https://a.example/#x', 'javascript:alert(1)', 'data:text/html,x'])
      assert.deepEqual(faultsOf({ redirectUris: [uri] }), ['redirectUris.0'], uri);
  });

  it('tells everything that is wrong at once', () => {
    assert.deepEqual(faultsOf({ name: ' ', scopes: ['nothing.read'], redirectUris: [] }), ['name', 'scopes', 'redirectUris']);
    assert.deepEqual(faultsOf({ grants: ['telepathy' as 'otp'], redirectUris: [] }), ['grants']);
    assert.deepEqual(faultsOf({ name: 'x'.repeat(101), description: 'x'.repeat(1001) }), ['name', 'description']);
  });

  it('needs no address where nobody is sent back', () => {
    assert.deepEqual(faultsOf({ grants: ['client_credentials'], redirectUris: [] }), []);
  });
});
