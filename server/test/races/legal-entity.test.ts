import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '../../src/platform/context.ts';
import type { DomainError } from '../../src/platform/errors.ts';
import { foundCompany } from '../harness/people.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { triplinkWorld } from '../harness/triplink.ts';

describe('legal entities and connection requests on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let home: Caller & { companyId: string };
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    home = await foundCompany(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const outcomes = async (attempts: Promise<unknown>[]): Promise<string[]> => {
    const settled = await Promise.allSettled(attempts);
    return settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as DomainError).code)).sort();
  };
  const create = (referenceId?: string) =>
    program.unitOfWork.write(home, (ctx) =>
      program.modules.legalEntities.createLegalEntity(ctx, { active: true, ...(referenceId ? { referenceId } : {}) }),
    );

  it('identity 23: gives a reference id to one of those who ask for it at once', async () => {
    const taken = 'legal-entity.reference.taken';
    assert.deepEqual(await outcomes([create('R'), create('R'), create('R'), create('R')]), ['done', taken, taken, taken]);
    const entities = await Promise.all([create(), create(), create()]);
    const claims = entities.map(({ id: entityId }) =>
      program.unitOfWork.write(home, (ctx) =>
        program.modules.legalEntities.changeLegalEntity(ctx, { entityId, change: (was) => ({ ...was, referenceId: 'S' }) }),
      ),
    );
    assert.deepEqual(await outcomes(claims), ['done', taken, taken]);
  });

  it('identity 23: loses none of the changes made to one legal entity at once', async () => {
    const { id: entityId } = await create();
    const changes = [{ name: 'A' }, { taxId: 'B' }, { phone: 'C' }, { active: false }].map((fields) =>
      program.unitOfWork.write(home, (ctx) =>
        program.modules.legalEntities.changeLegalEntity(ctx, { entityId, change: (was) => ({ ...was, ...fields }) }),
      ),
    );
    await Promise.all(changes);
    const entity = await program.unitOfWork.read(home, (ctx) => program.modules.legalEntities.getLegalEntity(ctx, entityId));
    assert.deepEqual([entity.name, entity.taxId, entity.phone, entity.active, entity.version], ['A', 'B', 'C', false, 5]);
  });

  it('identity 22: opens one connection request, and counts one of many answers at once', async () => {
    const world = await triplinkWorld(program);
    const person = await world.employ();
    const open = 'connection-request.request.open';
    assert.deepEqual(
      await outcomes([world.request(person), world.request(person), world.request(person)]),
      [open, open, 'done'].sort(),
    );
    const [{ ID: id }] = (await world.poll()).json.Items;
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.put(id, 'CREU1')));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([204]));
    assert.equal(world.mails().length, 1);
    const settled = await Promise.all([world.put(id, 'CRSUC'), world.put(id, 'CRSUC')]);
    assert.deepEqual(
      settled.map(({ status }) => status).toSorted((a, b) => a - b),
      [204, 404],
    );
    assert.deepEqual(await world.connectionsOf(person), [world.supplier.id]);
  });
});
