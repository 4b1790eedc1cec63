import { DomainError } from '../../platform/errors.ts';

/** Nobody asked for it, or it is being printed. */
export class PrintNotReady extends DomainError<'report-print.not-ready'> {
  readonly code = 'report-print.not-ready';
  constructor() {
    super('The report has not been printed yet.');
  }
}

export type ReportPrintError = PrintNotReady;
