import { DomainError } from '../../platform/errors.ts';

/** A journey that cannot be paid by its distance, or rates that are none. */
export class MileageRefused extends DomainError<'mileage.refused'> {
  readonly code = 'mileage.refused';
  constructor(source: string, problem: string) {
    super(`${source} ${problem}`, { source, problem });
  }
}

export type MileageError = MileageRefused;
