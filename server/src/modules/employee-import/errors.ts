import { DomainError } from '../../platform/errors.ts';

/** What an employee record asks for cannot be. `fields` are names of the change: `name.givenName`, `approvers.report`. */
export class EmployeeRefused extends DomainError<'employee-import.employee.refused'> {
  readonly code = 'employee-import.employee.refused';
  readonly rule: 'required' | 'unknown' | 'conflict';
  readonly fields: readonly string[];
  constructor(rule: 'required' | 'unknown' | 'conflict', fields: readonly string[], message: string) {
    super(message, { rule, fields });
    this.rule = rule;
    this.fields = fields;
  }
}

/** The file to import cannot be read at all. */
export class ImportFileUnreadable extends DomainError<'employee-import.file.unreadable'> {
  readonly code = 'employee-import.file.unreadable';
  constructor(path: string, reason: string) {
    super(`The file ${path} cannot be read: ${reason}.`, { path, reason });
  }
}

export type EmployeeImportError = EmployeeRefused | ImportFileUnreadable;
