import { resolve } from 'node:path';
import { UsageError } from '../../config/options.ts';
import type { ImportReport } from '../../modules/employee-import/index.ts';
import { companyIdOf, operator } from '../callers.ts';
import { dataCommand, operand } from '../command.ts';

const DELIMITERS: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

function delimiterOf(given: string | undefined): string {
  const delimiter = DELIMITERS[given ?? 'comma'] ?? given ?? '';
  if (!/^[^"\w\s]$|^\t$/.test(delimiter))
    throw new UsageError(`--delimiter must be one of ${Object.keys(DELIMITERS).join(', ')}, or one such character.`);
  return delimiter;
}

export const importEmployees = dataCommand({
  name: 'import employees',
  operands: '<file>',
  summary: 'Import a flat file of employees. Each one is imported whole or not at all; exit code 2 says that some were not.',
  options: {
    company: { value: '<id>', help: 'the company (that of the sandbox)' },
    delimiter: { value: '<name>', help: 'comma, semicolon, tab or pipe (comma)' },
    'dry-run': { help: 'change nothing, and say what would happen' },
  },
  read: (given) => ({
    // The running program may stand in another folder.
    path: resolve(operand(given, 'file')),
    company: given.text('company'),
    delimiter: delimiterOf(given.text('delimiter')),
    dryRun: given.on('dry-run'),
  }),
  work: async (installation, { path, company, delimiter, dryRun }) => {
    const { modules, unitOfWork } = installation.program;
    const caller = operator(installation, await companyIdOf(installation, company));
    return modules.employeeImport.importFile(unitOfWork, caller, { path, delimiter, dryRun });
  },
  show,
  exitCode: ({ rejected }) => (rejected.length > 0 ? 2 : 0),
});

function show({ dryRun, lines, created, updated, unchanged, rejectedPeople, rejected, ignored }: ImportReport): string {
  const reasons = rejected.map(({ line, recordType, employeeId, message }) =>
    [`line ${line}:`, ...(recordType ? [recordType] : []), ...(employeeId ? [`employee ${employeeId}:`] : []), message].join(' '),
  );
  const unseen = Object.entries(ignored).map(([column, count]) => `not looked at: ${column}, on ${count} lines`);
  const would = dryRun ? ' (dry run, nothing changed)' : '';
  return [
    ...reasons,
    ...unseen,
    `${lines} lines: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejectedPeople} people and ${rejected.length} lines rejected${would}`,
  ].join('\n');
}
