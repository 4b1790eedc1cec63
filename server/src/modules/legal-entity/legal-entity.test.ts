import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf, eventsOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller, Context } from '../../platform/context.ts';
import type { LegalEntities, LegalEntityCriteria, LegalEntityFields } from './index.ts';
import { issuesOf, tidied } from './legal-entity.ts';

const code = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

describe('what a legal entity may say', () => {
  const paths = (fields: Partial<LegalEntityFields>): string[] => issuesOf({ active: true, ...fields }).map(({ path }) => path);

  it('is limited field by field', () => {
    const long = 'x'.repeat(256);
    assert.deepEqual(
      paths({ name: long, referenceId: long, registeringOrganization: long, phone: long, taxId: 'x'.repeat(19) }),
      ['name', 'referenceId', 'registeringOrganization', 'phone', 'taxId'],
    );
    assert.deepEqual(paths({ name: 'x'.repeat(255), taxId: 'x'.repeat(18) }), []);
    assert.deepEqual(paths({ email: `${long}@x.example` }), ['email']);
    assert.deepEqual(paths({ email: 'nobody' }), ['email']);
    const address = { locality: 'x'.repeat(31), region: 'x'.repeat(31), postalCode: 'x'.repeat(21), country: 'gb' };
    assert.deepEqual(paths({ address }), ['address.locality', 'address.region', 'address.postalCode', 'address.country']);
    assert.deepEqual(paths({ address: { streetAddress: 'One\nTwo', locality: 'x'.repeat(30), country: 'GB' } }), []);
    assert.deepEqual(paths({ address: { country: 'XX' } }), ['address.country']);
  });

  it('has no texts that say nothing', () => {
    const blank = { active: false, name: ' ', taxId: '1', address: { region: '' } };
    assert.deepEqual(tidied(blank), { active: false, taxId: '1' });
  });
});

describe('the legal entities of a company', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  let other: Caller & { companyId: string };
  before(async () => {
    program = await testProgram();
    [home, other] = [await foundCompany(program), await foundCompany(program)];
  });
  after(() => program.close());

  const within = <T>(caller: Caller, work: (entities: LegalEntities, ctx: Context) => Promise<T>): Promise<T> =>
    program.unitOfWork.write(caller, (ctx) => work(program.modules.legalEntities, ctx));
  const create = (fields: Partial<LegalEntityFields>, caller: Caller = home) =>
    within(caller, (entities, ctx) => entities.createLegalEntity(ctx, { active: true, ...fields }));
  const change = (entityId: string, fields: Partial<LegalEntityFields>, caller: Caller = home) =>
    within(caller, (entities, ctx) => entities.changeLegalEntity(ctx, { entityId, change: (was) => ({ ...was, ...fields }) }));

  it('identity 23: count their changes from 1, and nothing changed is no change', async () => {
    const made = await create({ name: 'Acme UK' });
    assert.equal(made.version, 1);
    program.clock.advance(1000);
    const audit = (await auditOf(program, home)).length;
    assert.deepEqual(await change(made.id, { name: 'Acme UK' }), made);
    const changed = await change(made.id, { taxId: 'GB1', address: { country: 'GB' } });
    assert.deepEqual([changed.version, changed.createdAt, changed.updatedAt], [2, made.createdAt, program.clock.now()]);
    assert.equal((await change(made.id, { active: false })).version, 3);
    assert.deepEqual((await auditOf(program, home)).slice(audit), ['legal-entity updated', 'legal-entity updated']);
    assert.deepEqual(
      (await eventsOf(program, home)).filter(({ facts }) => JSON.stringify(facts).includes(made.id)),
      [],
    );
    const read = await within(home, (entities, ctx) => entities.getLegalEntity(ctx, made.id.toUpperCase()));
    assert.deepEqual(read, { ...changed, active: false, version: 3 });
  });

  it('identity 23: share no reference id within the company', async () => {
    const first = await create({ referenceId: 'ACME-1' });
    await assert.rejects(() => create({ referenceId: 'ACME-1' }), code('legal-entity.reference.taken'));
    await create({ referenceId: 'ACME-1' }, other);
    const second = await create({ referenceId: 'ACME-2' });
    await assert.rejects(() => change(second.id, { referenceId: 'ACME-1' }), code('legal-entity.reference.taken'));
    await change(first.id, { referenceId: 'ACME-3' });
    assert.equal((await change(second.id, { referenceId: 'ACME-1' })).referenceId, 'ACME-1');
    await create({});
    await create({});
  });

  it('are nobody else’s', async () => {
    const foreign = await create({ name: 'Foreign' }, other);
    for (const id of [foreign.id, 'nonsense']) {
      await assert.rejects(() => change(id, { name: 'Mine' }), code('legal-entity.entity.not-found'));
      await assert.rejects(
        () => within(home, (entities, ctx) => entities.getLegalEntity(ctx, id)),
        code('legal-entity.entity.not-found'),
      );
      assert.equal(await within(home, (entities, ctx) => entities.legalEntityExists(ctx, id)), false);
    }
  });

  it('identity 23: are what a user can be said to work for, and nothing else is', async () => {
    const own = await create({ name: 'Employer' });
    const foreign = await create({ name: 'Foreign employer' }, other);
    const employee = await hire(program, home, { legalEntityId: own.id });
    assert.equal(employee.legalEntityId, own.id);
    await assert.rejects(() => hire(program, home, { legalEntityId: foreign.id }), code('identity.user.invalid'));
    const { identity } = program.modules;
    const update = (legalEntityId: string | undefined) =>
      program.unitOfWork.write(home, (ctx) => identity.updateUser(ctx, { userId: employee.id, patch: { legalEntityId } }));
    await assert.rejects(() => update(foreign.id), code('identity.user.invalid'));
    const criteria = { field: 'legalEntityId', operator: 'eq', value: own.id } as const;
    const employed = () => program.unitOfWork.read(home, (ctx) => identity.searchUsers(ctx, { criteria, limit: 9 }));
    assert.deepEqual(
      (await employed()).users.map(({ id }) => id),
      [employee.id],
    );
    assert.equal((await update(undefined)).legalEntityId, undefined);
    assert.deepEqual((await employed()).users, []);
  });

  it('are searched by what they say, page by page', async () => {
    const company = await foundCompany(program);
    for (const [name, country] of [
      ['Acme UK', 'GB'],
      ['Acme DE', 'DE'],
      ['Bolt UK', 'GB'],
    ] as const) {
      await create({ name, active: name !== 'Bolt UK', taxId: name === 'Acme UK' ? '1' : '', address: { country } }, company);
      program.clock.advance(1);
    }
    const search = (criteria?: LegalEntityCriteria, after?: { createdAt: Date; id: string }, limit = 9) =>
      within(company, (entities, ctx) =>
        entities.searchLegalEntities(ctx, { ...(criteria ? { criteria } : {}), ...(after ? { after } : {}), limit }),
      );
    const names = async (criteria: LegalEntityCriteria): Promise<string> =>
      (await search(criteria)).entities.map(({ name }) => name).join();
    assert.equal(await names({ field: 'name', operator: 'co', value: 'acme' }), 'Acme UK,Acme DE');
    assert.equal(await names({ field: 'address.country', operator: 'eq', value: 'GB' }), 'Acme UK,Bolt UK');
    assert.equal(await names({ field: 'taxId', operator: 'pr' }), 'Acme UK');
    assert.equal(await names({ not: { field: 'active', operator: 'eq', value: true } }), 'Bolt UK');
    const both: LegalEntityCriteria = {
      all: [
        { field: 'name', operator: 'ew', value: 'uk' },
        { field: 'active', operator: 'ne', value: false },
      ],
    };
    assert.equal(await names(both), 'Acme UK');
    await assert.rejects(() => search({ field: 'active', operator: 'co', value: 'x' }), code('legal-entity.criteria.invalid'));
    const first = await search(undefined, undefined, 2);
    assert.deepEqual([first.entities.length, first.total, first.more], [2, 3, true]);
    const rest = await search(undefined, first.entities[1], 2);
    assert.deepEqual([rest.entities.map(({ name }) => name), rest.total, rest.more], [['Bolt UK'], 3, false]);
  });
});
