import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countryName, currencyName, isCountry } from './names.ts';

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

it('knows a country by two capital letters', () => {
  for (const code of ['US', 'DE', 'GB', 'XK']) assert.equal(isCountry(code), true, code);
  for (const code of ['us', 'XX', 'ZZ', 'EU', 'USA', '', '12']) assert.equal(isCountry(code), false, code);
});
