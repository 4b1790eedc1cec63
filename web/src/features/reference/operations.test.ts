import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { familiesOf, found, operationsIn, partsOf, type Document } from './operations.ts';

const one = (operationId: string, tag: string, summary = '') => ({
  operationId,
  summary,
  tags: [tag],
  responses: {},
  security: [],
});
const DOCUMENT = {
  paths: {
    '/a/v4/x': { get: one('a-v4.list', 'a-v4', 'Lists'), post: { ...one('a-v4.create', 'a-v4'), 'x-principals': ['company'] } },
    '/a/v10/x': { get: { ...one('a-v10.list', 'a-v10'), security: [{}, { oauth2: ['x.read'] }] } },
    '/login': { get: one('old-way.login', 'old-way') },
  },
  components: { schemas: {} },
} as unknown as Document;
const operations = operationsIn(DOCUMENT);

describe('the operations of a document', () => {
  it('are all there, with what opens them', () => {
    assert.deepEqual(
      operations.map(({ id, method }) => [id, method]),
      [
        ['a-v4.list', 'GET'],
        ['a-v4.create', 'POST'],
        ['a-v10.list', 'GET'],
        ['old-way.login', 'GET'],
      ],
    );
    assert.deepEqual(operations[1]?.principals, ['company']);
    assert.deepEqual(operations[2]?.scopes, ['x.read']);
  });

  it('stand by family, the newest version first', () => {
    assert.deepEqual(familiesOf(operations), [
      {
        name: 'A',
        versions: [
          { tag: 'a-v10', version: 'v10', count: 1 },
          { tag: 'a-v4', version: 'v4', count: 2 },
        ],
      },
      { name: 'Old way', versions: [{ tag: 'old-way', version: '', count: 1 }] },
    ]);
    assert.deepEqual(partsOf('expense-reports-v1.1'), { family: 'Expense reports', version: 'v1.1' });
  });

  it('are found by every word', () => {
    const ids = (words: string): string[] => found(operations, words).map(({ id }) => id);
    assert.deepEqual(ids('get V10'), ['a-v10.list']);
    assert.deepEqual(ids('x.read'), ['a-v10.list']);
    assert.deepEqual(ids('nothing'), []);
    assert.equal(ids(' ').length, operations.length);
  });
});
