import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { generate } from './generate-api.ts';

it('has the types of the API as it stands: node web/generate-api.ts writes them', async () => {
  assert.equal(await readFile(new URL('src/api/operations.ts', import.meta.url), 'utf8'), await generate());
});
