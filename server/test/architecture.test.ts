import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { migrateDatabase } from '../src/context.ts';
import { openEmbedded } from '../src/platform/db/database.ts';
import { circle, EXCEPTIONS, MODULES, VIEWS, violations } from './architecture/rules.ts';
import { readSources, source } from './architecture/source.ts';

const isExcepted = ({ rule, path }: { rule: string; path: string }): boolean =>
  EXCEPTIONS.some((exception) => exception.rule === rule && exception.path === path);

describe('the architecture', () => {
  it('holds in every file', async () => {
    const sources = await readSources();
    assert.ok(sources.length > 30);
    const breaches = violations(sources);
    assert.deepEqual(
      breaches.filter((breach) => !isExcepted(breach)),
      [],
    );
    const idle = EXCEPTIONS.filter(({ rule, path }) => !breaches.some((breach) => breach.rule === rule && breach.path === path));
    assert.deepEqual(idle, [], 'exceptions that nothing needs');
  });

  it('lets modules stand in no circle', () => {
    assert.equal(circle(MODULES), undefined);
    assert.deepEqual(circle({ a: ['b'], b: ['c'], c: ['a'] }), ['a', 'b', 'c', 'a']);
  });

  it('has a page that names every module', async () => {
    const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
    const section = /^## The modules$(.*?)^## /ms.exec(page)?.[1] ?? '';
    const told = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name);
    assert.deepEqual(told.toSorted(), Object.keys(MODULES).toSorted());
  });
});

/** [what is planted, where, the rule that must catch it] */
const planted: readonly (readonly [string, string, string])[] = [
  [`import { x } from '../../modules/expense/index.ts';`, 'platform/http/bad.ts', 'platform-knows-no-business'],
  [`import type { Config } from '../config/config.ts';`, 'platform/bad.ts', 'platform-knows-no-business'],
  [`import { x } from '../../api/errors.ts';`, 'modules/expense/bad.ts', 'modules-use-doors'],
  [`import { x } from '../workflow/step-queries.ts';`, 'modules/expense/bad.ts', 'modules-use-doors'],
  [`export * from '../expense/index.ts';`, 'modules/workflow/bad.ts', 'modules-use-doors'],
  [`const x = await import('../expense/index.ts');`, 'modules/company/bad.ts', 'modules-use-doors'],
  [`export {};`, 'modules/undeclared/index.ts', 'modules-use-doors'],
  [`import { x } from '../../../modules/expense/report/report.ts';`, 'api/expense-reports/v4/bad.ts', 'facades-use-doors'],
  [`import { tables } from '../../../platform/db/tx.ts';`, 'api/expense-reports/v4/bad.ts', 'facades-use-doors'],
  [`import { createProgram } from '../../../context.ts';`, 'api/expense-reports/v4/bad.ts', 'facades-use-doors'],
  [`import { x } from '../v3/to-wire.ts';`, 'api/expense-reports/v4/bad.ts', 'versions-stand-alone'],
  [`import { x } from '../../profile/v1/to-wire.ts';`, 'api/expense-reports/v4/bad.ts', 'versions-stand-alone'],
  [`const now = Date.now();`, 'modules/expense/bad.ts', 'no-clock-but-ours'],
  [`const now = new Date();`, 'api/expense-reports/v4/bad.ts', 'no-clock-but-ours'],
  [`const id = crypto.randomUUID();`, 'modules/expense/bad.ts', 'no-chance-but-ours'],
  [`const n = Math.random();`, 'platform/jobs/bad.ts', 'no-chance-but-ours'],
  [`const url = process.env['X'];`, 'platform/db/bad.ts', 'only-config-reads-the-environment'],
  ['const rows = await sql<{ a: 1 }>`select 1`.execute(tx);', 'modules/expense/bad.ts', 'only-queries-name-tables'],
  [`const q = tables<X>(ctx.tx);`, 'modules/expense/report/bad.ts', 'only-queries-name-tables'],
  [`db.selectFrom('report');`, 'api/expense-reports/v4/bad.ts', 'only-queries-name-tables'],
  [`const path = '/expensereports/v4/reports';`, 'modules/expense/bad.ts', 'no-version-in-the-business'],
  [`export const renderV3 = 1;`, 'platform/xml/bad.ts', 'no-version-in-the-business'],
  ['x;\n'.repeat(401), 'config/bad.ts', 'files-stay-short'],
  [
    `import { v3 } from '../../dialects/v3/v3.ts';\nimport { v4 } from '../../dialects/v4/v4.ts';`,
    'api/expense-reports/v4/bad.ts',
    'one-dialect',
  ],
];

describe('each rule of the architecture', () => {
  for (const [text, path, rule] of planted) {
    it(`${rule} catches ${text.slice(0, 60).split('\n')[0]} in ${path}`, () => {
      assert.deepEqual([...new Set(violations([source(path, text)]).map((breach) => breach.rule))], [rule]);
    });
  }

  it('queries-name-own-tables tells the tables of another module from published views', () => {
    const owned = [
      source(
        'modules/workflow/tables.ts',
        `export interface WorkflowTables {\n  workflow_step: StepTable;\n  process: {\n    id: string;\n  };\n}`,
      ),
      source('modules/identity/tables.ts', `export interface IdentityTables {\n  user: UserTable;\n}`),
    ];
    const caught = (path: string, text: string): string[] =>
      violations([...owned, source(path, text)]).map(({ rule, detail }) => `${rule}: ${detail}`);
    const path = 'modules/expense/bad-queries.ts';
    assert.deepEqual(caught(path, `db.selectFrom('report').innerJoin('workflow_step as s', on);`), [
      'queries-name-own-tables: workflow_step',
    ]);
    assert.deepEqual(caught(path, 'sql`select 1 from report r join "user" u on true`'), ['queries-name-own-tables: user']);
    assert.deepEqual(caught(path, 'sql`update process set id = 1`'), ['queries-name-own-tables: process']);
    assert.deepEqual(caught('modules/workflow/a-queries.ts', `db.selectFrom('workflow_step'); db.selectFrom('process');`), []);

    const view = `db.selectFrom('report as r').leftJoin('person as owner', on);`;
    assert.deepEqual(caught('modules/expense/report-queries.ts', view), []);
    assert.deepEqual(caught('modules/identity/people-queries.ts', `db.selectFrom('person');`), []);
    assert.deepEqual(caught('modules/workflow/bad-queries.ts', view), ['queries-name-own-tables: person']);
    assert.deepEqual(caught(path, `db.updateTable('person');`), ['queries-name-own-tables: person']);
  });

  it('publishes views that the database has, of modules that are declared', async () => {
    const database = await openEmbedded();
    await migrateDatabase(database);
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.views where table_schema = 'public'`.execute(database.root);
    await database.close();
    assert.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(VIEWS).sort());
    for (const { owner, readers } of Object.values(VIEWS))
      for (const reader of readers) assert.ok(MODULES[reader]?.includes(owner), `${reader} may not call ${owner}`);
  });

  it('lets be what only speaks of it, and what is allowed', () => {
    const fine = [
      source(
        'modules/expense/report.ts',
        `// new Date() and v4 and sql\`x\`\nimport { x } from '../workflow/index.ts';\n/* Math.random() */`,
      ),
      source('modules/expense/report-queries.ts', 'const q = tables<X>(ctx.tx);'),
      source('api/expense-reports/v1.1/a.ts', `import { x } from '../v1/b.ts'; import { y } from '../shared.ts';`),
      source(
        'api/expense-reports/v4/a.ts',
        `import { v4 } from '../../dialects/v4/v4.ts'; import type { Modules } from '../../../context.ts'; const d = new Date(value);`,
      ),
      source('modules/expense/report.test.ts', `import { x } from '../../api/errors.ts'; const d = new Date();`),
    ];
    assert.deepEqual(violations(fine), []);
  });
});
