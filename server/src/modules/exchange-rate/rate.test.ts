import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import { chooseRate } from './rate.ts';

const started = (startDate: string, rate: string) => ({ startDate, rate: decimal(rate) });
const shown = (found: ReturnType<typeof chooseRate>) => found && `${found.operation} ${found.value.toString()}`;

describe('choosing between the two directions of a pair', () => {
  it('takes the later, its own at a tie, nothing when there is nothing', () => {
    assert.equal(shown(chooseRate(started('2026-01-01', '2'), started('2026-02-01', '4'))), 'DIVIDE 4');
    assert.equal(shown(chooseRate(started('2026-02-01', '2'), started('2026-01-01', '4'))), 'MULTIPLY 2');
    assert.equal(shown(chooseRate(started('2026-01-01', '2'), started('2026-01-01', '4'))), 'MULTIPLY 2');
    assert.equal(shown(chooseRate(undefined, started('2026-01-01', '4'))), 'DIVIDE 4');
    assert.equal(chooseRate(undefined, undefined), undefined);
  });
});

describe("a company's rates", () => {
  let program: TestProgram;
  let company: Caller;
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [
        { from: 'eur', to: 'USD', startDate: '2026-01-01', rate: decimal('1.10') },
        { from: 'EUR', to: 'USD', startDate: '2026-02-01', rate: decimal('1.20') },
        { from: 'USD', to: 'JPY', startDate: '2026-01-01', rate: decimal('150') },
      ]),
    );
  });
  after(() => program.close());

  const on = async (from: string, to: string, date: string, caller = company) =>
    shown(await program.unitOfWork.read(caller, (ctx) => program.modules.exchangeRates.rateOn(ctx, { from, to, date })));

  it('hold from the day they start until the next one', async () => {
    assert.equal(await on('EUR', 'USD', '2025-12-31'), undefined);
    assert.equal(await on('EUR', 'USD', '2026-01-01'), 'MULTIPLY 1.1');
    assert.equal(await on('EUR', 'USD', '2026-01-31'), 'MULTIPLY 1.1');
    assert.equal(await on('EUR', 'USD', '2026-12-31'), 'MULTIPLY 1.2');
  });

  it('serve the opposite direction by division', async () => {
    assert.equal(await on('JPY', 'USD', '2026-01-15'), 'DIVIDE 150');
    assert.equal(await on('USD', 'EUR', '2026-02-15'), 'DIVIDE 1.2');
  });

  it('are replaced by day, and seen by nobody else', async () => {
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-02-01', rate: decimal('1.25') }]),
    );
    assert.equal(await on('EUR', 'USD', '2026-02-01'), 'MULTIPLY 1.25');
    assert.equal(await on('EUR', 'USD', '2026-02-01', await foundCompany(program)), undefined);
  });

  it('are above zero and between two known currencies', async () => {
    for (const [from, to, rate] of [
      ['EUR', 'XXQ', '1'],
      ['EUR', 'eur', '1'],
      ['EUR', 'GBP', '0'],
      ['EUR', 'GBP', '-1'],
    ] as const)
      await assert.rejects(
        program.unitOfWork.write(company, (ctx) =>
          program.modules.exchangeRates.setRates(ctx, [{ from, to, startDate: '2026-01-01', rate: decimal(rate) }]),
        ),
        { code: 'exchange-rate.rate.refused' },
      );
  });
});
