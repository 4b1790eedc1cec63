import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import type { User } from '../identity/index.ts';
import type { EmployeeImportDeps } from './deps.ts';
import { applyEmployee } from './employee/apply-employee.ts';
import type { EmployeeChange, Outcome } from './employee/employee-change.ts';
import { importFile, type FileToImport } from './file/import-file.ts';
import type { ImportReport } from './file/report.ts';

export type { EmployeeChange, Outcome } from './employee/employee-change.ts';
export * from './errors.ts';
export type { FileToImport } from './file/import-file.ts';
export type { ImportReport, RejectedLine } from './file/report.ts';

/** Employees as files and the oldest API bring them: one at a time, by employee number, made or changed through identity's own use cases. */
export function createEmployeeImport(deps: EmployeeImportDeps) {
  return {
    applyEmployee: (ctx: Context, change: EmployeeChange): Promise<{ user: User; outcome: Outcome }> =>
      applyEmployee(deps, ctx, change),
    importFile: (work: UnitOfWork, caller: Caller, file: FileToImport): Promise<ImportReport> =>
      importFile(deps, work, caller, file),
  };
}

export type EmployeeImport = ReturnType<typeof createEmployeeImport>;
