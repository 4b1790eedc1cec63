import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  MoneyError,
  add,
  allocateByPercent,
  convert,
  decimal,
  negate,
  normalizeCurrency,
  parseAmount,
  roundToCurrency,
  sum,
  toSql,
  toWire,
} from './money.ts';

const currencies = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF', 'eur');
const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.nat({ max: 8 }))
  .map(([digits, places]) =>
    decimal(
      decimal(digits.toString())
        .div(decimal(`1${'0'.repeat(places)}`))
        .toFixed(8),
    ),
  )
  .filter((amount) => amount.abs().lt('1e15'));
const rates = fc.integer({ min: 1, max: 2_000_000_000 }).map((value) => decimal(value).div(1_000_000));
const percents = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 })
  .filter((values) => values.some((value) => value > 0))
  .map((values) => values.map((value) => decimal(value).div(1000)));

test('amounts from clients are read or refused by rule', () => {
  const good: [unknown, string][] = [
    [10, '10'],
    ['10.50', '10.5'],
    ['-0.00', '0'],
    [-0, '0'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['5.', '5'],
    [1e-7, '0.0000001'],
    ['50.00000000', '50'],
    ['999999999999999.99999999', '999999999999999.99999999'],
  ];
  for (const [value, text] of good) assert.equal(toSql(parseAmount(value)), text);
  const bad: [unknown, RegExp][] = [
    [Number.NaN, /finite/],
    [Number.POSITIVE_INFINITY, /finite/],
    ['NaN', /decimal number/],
    ['Infinity', /decimal number/],
    ['1e5', /decimal number/],
    ['0x10', /decimal number/],
    ['1,000.00', /decimal number/],
    ['', /decimal number/],
    ['.', /decimal number/],
    [' 1', /decimal number/],
    ['1_000', /decimal number/],
    ['1000000000000000', /15 digits before/],
    [1e15, /15 digits before/],
    [1e300, /15 digits before/],
    ['0.000000001', /8 digits after/],
    [0.1 + 0.2, /8 digits after/],
    ['1'.repeat(65), /too many digits/],
    [null, /neither/],
    [true, /neither/],
    [{}, /neither/],
  ];
  for (const [value, message] of bad) assert.throws(() => parseAmount(value), { name: 'MoneyError', message }, String(value));
});

test('every amount survives SQL text exactly, without an exponent', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      assert.match(toSql(amount), /^-?\d+(\.\d+)?$/);
      assert.ok(decimal(toSql(amount)).eq(amount));
    }),
  );
  assert.equal(toSql(decimal(1e-8)), '0.00000001');
});

test('amounts of 15 significant digits survive a JSON number', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), fc.nat({ max: 8 }), (digits, places) => {
      const amount = decimal(digits).div(decimal(10).pow(places));
      assert.ok(parseAmount(JSON.parse(JSON.stringify(toWire(amount)))).eq(amount));
    }),
  );
});

test('a JSON number is the one nearest to the amount', () => {
  const places = fc.constantFrom(0, 1, 2, 3, 7, 8);
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }), fc.nat({ max: 23 }), places, (digits, fewer, shift) => {
      const amount = decimal(`${digits / 10n ** BigInt(fewer)}`).div(decimal(10).pow(shift));
      assert.ok(Object.is(toWire(decimal(amount)), Number(amount.toFixed()) + 0));
    }),
    { numRuns: 2000 },
  );
});

test('adding is exact, in any order, and undone by the negative', () => {
  fc.assert(
    fc.property(fc.array(amounts), (list) => {
      assert.ok(sum(list).eq(sum(list.toReversed())));
      assert.ok(add(sum(list), negate(sum(list))).eq(0));
    }),
  );
  assert.equal(toSql(add(decimal('0.1'), decimal('0.2'))), '0.3');
});

test('nothing ever becomes a negative zero', () => {
  const zeros = [
    negate(decimal(0)),
    sum([]),
    roundToCurrency(decimal('-0.001'), 'USD'),
    ...allocateByPercent(decimal(-1), [decimal(0), decimal(100)], 'JPY').slice(0, 1),
  ];
  for (const zero of zeros) assert.ok(Object.is(toWire(zero), 0));
});

test('rounding is half away from zero, by the digits of the currency', () => {
  const cases: [string, string, string][] = [
    ['1.005', 'USD', '1.01'],
    ['-1.005', 'USD', '-1.01'],
    ['1.0049', 'usd', '1'],
    ['0.5', 'JPY', '1'],
    ['1.2345', 'KWD', '1.235'],
    ['1.23455', 'CLF', '1.2346'],
    ['2.5', 'ISK', '3'],
    ['1.015', 'HUF', '1.02'],
  ];
  for (const [amount, currency, rounded] of cases) assert.equal(toSql(roundToCurrency(decimal(amount), currency)), rounded);
  fc.assert(
    fc.property(amounts, currencies, (amount, currency) => {
      const rounded = roundToCurrency(amount, currency);
      assert.ok(roundToCurrency(rounded, currency).eq(rounded));
      assert.ok(rounded.minus(amount).abs().lte('0.5'));
    }),
  );
});

test('conversion multiplies or divides, rounds once, and keeps the order of amounts', () => {
  assert.equal(toSql(convert(decimal('100'), decimal('1.0856'), 'MULTIPLY', 'USD')), '108.56');
  assert.equal(toSql(convert(decimal('100'), decimal('3'), 'DIVIDE', 'EUR')), '33.33');
  assert.equal(toSql(convert(decimal('12.34'), decimal('149.5'), 'MULTIPLY', 'JPY')), '1845');
  fc.assert(
    fc.property(
      amounts,
      amounts,
      rates,
      currencies,
      fc.constantFrom('MULTIPLY' as const, 'DIVIDE' as const),
      (a, b, rate, currency, operation) => {
        const [low, high] = a.lte(b) ? [a, b] : [b, a];
        const converted = convert(low, rate, operation, currency);
        assert.ok(converted.lte(convert(high, rate, operation, currency)));
        assert.ok(convert(converted, decimal(1), operation, currency).eq(converted));
        assert.ok(negate(converted).eq(convert(negate(low), rate, operation, currency)));
      },
    ),
  );
  for (const rate of ['0', '-1']) assert.throws(() => convert(decimal(1), decimal(rate), 'MULTIPLY', 'USD'), MoneyError);
});

test('parts of an allocation add up to the amount, and none is a unit or more away from its share', () => {
  fc.assert(
    fc.property(amounts, percents, currencies, (amount, list, currency) => {
      const parts = allocateByPercent(amount, list, currency);
      const rounded = roundToCurrency(amount, currency);
      const unit = decimal(1).div(decimal(10).pow({ USD: 2, JPY: 0, KWD: 3, CLF: 4, eur: 2 }[currency] ?? 0));
      assert.ok(sum(parts).eq(rounded));
      parts.forEach((part, index) => {
        const share = rounded.times(list[index] ?? 0).div(sum(list));
        assert.ok(part.minus(share).abs().lt(unit));
        assert.ok(roundToCurrency(part, currency).eq(part));
        if (list[index]?.isZero()) assert.ok(part.isZero());
      });
    }),
  );
});

function split(amount: string, list: string[], currency = 'USD'): string[] {
  return allocateByPercent(decimal(amount), list.map(decimal), currency).map(toSql);
}

test('an allocation gives the units left over to those that lost most', () => {
  assert.deepEqual(split('100', ['33.33', '33.33', '33.33']), ['33.34', '33.33', '33.33']);
  assert.deepEqual(split('-100', ['33.33', '33.33', '33.33']), ['-33.34', '-33.33', '-33.33']);
  assert.deepEqual(split('0.05', ['10', '50', '40']), ['0.01', '0.02', '0.02']);
  assert.deepEqual(split('5', ['10', '50', '40'], 'JPY'), ['1', '2', '2']);
  assert.deepEqual(split('10.005', ['100']), ['10.01']);
  for (const list of [[], ['0'], ['0', '0'], ['150', '-50']]) assert.throws(() => split('1', list), MoneyError);
});

test('currency codes are read in any case', () => {
  assert.equal(normalizeCurrency('usd'), 'USD');
  assert.equal(normalizeCurrency('XCG'), 'XCG');
  for (const code of ['', 'US', 'USDX', 'XYZ', 'XAU', '$', 'ıls', 'toString'])
    assert.equal(normalizeCurrency(code), undefined, code);
  assert.throws(() => roundToCurrency(decimal(1), 'XYZ'), MoneyError);
});
