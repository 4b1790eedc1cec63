import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countryName, currencyName } from './names.ts';

it('names countries and currencies in the language asked for', () => {
  assert.equal(countryName('DE', 'en-US'), 'Germany');
  assert.equal(countryName('DE', 'de'), 'Deutschland');
  assert.equal(currencyName('USD', 'en-US'), 'US Dollar');
});

it('reads a language that is none as English, and keeps a code that is none', () => {
  assert.equal(countryName('DE', '*'), 'Germany');
  assert.equal(currencyName('EUR', 'not a language'), 'Euro');
  assert.equal(countryName('x', 'en'), 'x');
});
