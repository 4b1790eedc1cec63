import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf, foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller, Context } from '../../platform/context.ts';
import type { DomainError } from '../../platform/errors.ts';
import type { NewItem } from './index.ts';

describe('lists', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  let listId: string;

  const write = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.write(caller, work);
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => assert.fail('was not refused'),
      (error: DomainError) => error.code,
    );
  const add = (items: readonly NewItem[], parentId?: string) =>
    write((ctx) => program.modules.lists.addItems(ctx, { listId, items, ...(parentId === undefined ? {} : { parentId }) }));

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    listId = (await write((ctx) => program.modules.lists.createList(ctx, { name: 'Units', levelCount: 3 }))).id;
    await add([{ shortCode: 'R&D', value: 'Research', items: [{ shortCode: 'QA', value: 'Quality' }] }]);
  });
  after(() => program.close());

  it('find an item by the codes that lead to it', async () => {
    const { lists } = program.modules;
    const [top] = await write((ctx) => lists.itemsOf(ctx, { listId }));
    const found = await write((ctx) => lists.findItem(ctx, { listId, codes: ['R&D', 'QA'] }));
    assert.deepEqual(found, {
      id: found?.id,
      listId,
      parentId: top?.id,
      level: 2,
      shortCode: 'QA',
      longCode: 'R&D-QA',
      value: 'Quality',
    });
    assert.deepEqual(await write((ctx) => lists.itemsOf(ctx, { listId, parentId: top?.id ?? '' })), [found]);
    assert.equal(await write((ctx) => lists.findItem(ctx, { listId, codes: ['QA'] })), undefined);
    assert.deepEqual(await auditOf(program, home), ['company created', 'list created', 'list items-added']);
  });

  it('keep codes unique among siblings, and only there', async () => {
    const [exp] = await add([{ shortCode: 'QA', value: 'Another quality' }]);
    assert.equal(exp?.longCode, 'QA');
    assert.equal(await codeOf(add([{ shortCode: 'QA', value: 'Twice' }])), 'lists.invalid');
    const twins = [
      { shortCode: 'T', value: 'One' },
      { shortCode: 'T', value: 'Two' },
    ];
    assert.equal(await codeOf(add(twins, exp?.id)), 'lists.invalid');
  });

  it('refuse what can be no list or item', async () => {
    const { lists } = program.modules;
    for (const name of ['', 'x'.repeat(65)])
      assert.equal(await codeOf(write((ctx) => lists.createList(ctx, { name }))), 'lists.invalid');
    assert.equal(await codeOf(write((ctx) => lists.createList(ctx, { name: 'Deep', levelCount: 11 }))), 'lists.invalid');
    const deep = { shortCode: '2', value: '2', items: [{ shortCode: '3', value: '3', items: [{ shortCode: '4', value: '4' }] }] };
    for (const item of [
      { shortCode: 'A-B', value: 'a hyphen' },
      { shortCode: 'x'.repeat(33), value: 'long' },
      { shortCode: 'E', value: ' ' },
      { shortCode: '1', value: '1', items: [deep] },
    ])
      assert.equal(await codeOf(add([item])), 'lists.invalid');
    assert.equal(await codeOf(add([{ shortCode: 'P', value: 'p' }], home.companyId)), 'lists.invalid');
  });

  it('are nobody else’s', async () => {
    const other = await foundCompany(program);
    const { lists } = program.modules;
    assert.equal(await codeOf(write((ctx) => lists.itemsOf(ctx, { listId }), other)), 'lists.not-found');
    assert.equal(await codeOf(write((ctx) => lists.getList(ctx, 'nonsense'), home)), 'lists.not-found');
    assert.equal(await write((ctx) => lists.findItem(ctx, { listId, codes: ['R&D'] }), other), undefined);
  });
});
