import type { Outcome } from '../employee/employee-change.ts';
import type { Reason } from './parse-line.ts';

/** A line that was not imported, and why. */
export interface RejectedLine extends Reason {
  /** From 1. */
  readonly line: number;
  readonly recordType?: string;
  readonly employeeId?: string;
}

/** What an import did, or in a dry run would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Lines with anything on them, the settings among them. */
  readonly lines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** People of whom nothing was imported. */
  readonly rejectedPeople: number;
  /** In the order of the file. */
  readonly rejected: readonly RejectedLine[];
  /** Columns that hold something nobody looks at -> on how many lines. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** The report while it grows. */
export class ReportInProgress {
  readonly #outcomes: Record<Outcome, number> = { created: 0, updated: 0, unchanged: 0 };
  readonly #rejected: RejectedLine[] = [];
  readonly #ignored = new Map<string, number>();
  #lines = 0;
  #rejectedPeople = 0;

  countLine(recordType: string, ignored: readonly string[]): void {
    this.#lines += 1;
    for (const label of ignored) {
      const name = `${recordType} ${label}`;
      this.#ignored.set(name, (this.#ignored.get(name) ?? 0) + 1);
    }
  }

  countPerson(outcome: Outcome): void {
    this.#outcomes[outcome] += 1;
  }

  rejectPerson(): void {
    this.#rejectedPeople += 1;
  }

  reject(line: RejectedLine): void {
    this.#rejected.push(line);
  }

  end(dryRun: boolean): ImportReport {
    const rejected = this.#rejected.sort((a, b) => a.line - b.line);
    const ignored = Object.fromEntries([...this.#ignored].sort(([a], [b]) => a.localeCompare(b)));
    return { dryRun, lines: this.#lines, ...this.#outcomes, rejectedPeople: this.#rejectedPeople, rejected, ignored };
  }
}
