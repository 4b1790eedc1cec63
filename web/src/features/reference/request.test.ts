import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiOperation } from './operations.ts';
import { curlOf, missingIn, requestOf, type Draft } from './request.ts';

const OPERATION: ApiOperation = {
  id: 'a-v4.create',
  tag: 'a-v4',
  method: 'POST',
  path: '/a/{userId}/b/{id}',
  summary: '',
  parameters: [
    { name: 'userId', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'q', in: 'query', required: false, schema: { type: 'string' } },
    { name: 'limit', in: 'query', required: false, schema: { type: 'string' } },
  ],
  bodies: { 'application/json': { schema: {} } },
  answers: [],
  scopes: [],
  principals: ['user'],
  page: undefined,
  isDeprecated: false,
};
const DRAFT: Draft = {
  values: { userId: 'a b', id: 'x/y', q: 'one&two', limit: '' },
  headers: 'X-One: 1\nnonsense\n: none',
  accept: 'application/json',
  mediaType: 'application/json',
  body: `{"it":"isn't"}`,
  file: null,
};

describe('a request that was filled in', () => {
  it('is put together, nothing in it breaking out of its place', () => {
    assert.deepEqual(requestOf(OPERATION, DRAFT, 'token'), {
      method: 'POST',
      url: '/a/a%20b/b/x%2Fy?q=one%26two',
      headers: { authorization: 'Bearer token', accept: 'application/json', 'content-type': 'application/json', 'x-one': '1' },
      body: DRAFT.body,
    });
  });

  it('tells which parts of the path are missing', () => {
    assert.deepEqual(missingIn(OPERATION, { ...DRAFT, values: { userId: ' ', q: '' } }), ['userId', 'id']);
  });

  it('is written for a shell, without its token', () => {
    const curl = curlOf(requestOf(OPERATION, DRAFT, 'secret'), 'http://127.0.0.1:8080');
    assert.equal(curl.includes('secret'), false);
    assert.ok(curl.includes(`-d '{"it":"isn'\\''t"}'`), curl);
    assert.ok(curl.startsWith("curl -X POST 'http://127.0.0.1:8080/a/a%20b/b/x%2Fy?q=one%26two' \\\n"), curl);
  });
});
