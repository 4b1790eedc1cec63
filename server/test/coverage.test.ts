import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, it } from 'node:test';
import { facades } from '../src/api/register.ts';
import { testProgram, type TestProgram } from './harness/program.ts';

const FILE = new URL('../../docs/coverage.md', import.meta.url);

let program: TestProgram;
before(async () => {
  program = await testProgram({ config: { sandbox: true } });
});
after(() => program.close());

/** `UPDATE_COVERAGE=1 node --test server/test/coverage.test.ts` writes the table anew. */
it('docs/coverage.md lists the operations that are mounted', async () => {
  const table = coverage();
  if (process.env['UPDATE_COVERAGE']) await writeFile(FILE, table);
  assert.equal(await readFile(FILE, 'utf8'), table);
});

function coverage(): string {
  const published = facades(program).filter(({ internal }) => !internal);
  const rows = published.flatMap(({ family, version, prefix, dialect, routes }) => {
    const documented = routes.filter(({ doc }) => doc !== 'extension');
    const pages = [...new Set(documented.map(({ doc }) => doc.replace(/\.(md|markdown)$/, '')))].sort();
    const name = `${family} ${version}`;
    return documented.length === 0
      ? []
      : [{ name, line: `| ${name} | ${dialect.name} | \`${prefix}\` | ${documented.length} | ${pages.join('<br>')} |` }];
  });
  const own = published.flatMap(({ prefix, routes }) =>
    routes
      .filter(({ doc }) => doc === 'extension')
      .map(({ method, path, summary }) => `- \`${method} ${prefix}${path}\`: ${summary}`),
  );
  return `# Coverage

What of the published APIs is served, by family and version. The pages are those below the documentation's \`src/\`. This file is written and checked by \`server/test/coverage.test.ts\`;
each operation's parameters, answers and scopes are at \`/docs\` of a running server.

| API | dialect | below | operations | pages |
|---|---|---|---|---|
${rows
  .toSorted((a, b) => a.name.localeCompare(b.name))
  .map(({ line }) => line)
  .join('\n')}

## Beyond the pages

${own.toSorted().join('\n')}
`;
}
