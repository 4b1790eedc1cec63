import type { Actor } from './actor.ts';
import type { Clock } from './clock/clock.ts';
import type { Tx } from './db/tx.ts';
import type { NewAuditEntry } from './events/audit.ts';
import type { NewEvent } from './events/outbox.ts';

/** A job to run after the transaction commits; see platform/jobs. */
export interface NewJob {
  readonly name: string;
  readonly data: Record<string, unknown>;
  /** Not before this moment. */
  readonly startAfter?: Date;
}

/**
 * What a use case works with: one per unit of work, made by it alone. Events, audit entries and jobs are written in the
 * same transaction as the change that caused them.
 */
export interface Context {
  readonly tx: Tx;
  readonly actor: Actor;
  /** The company whose data this unit of work touches. Reading it without one (an app token) is a refusal. */
  readonly companyId: string;
  readonly clock: Clock;
  readonly correlationId: string;
  /** BCP 47 tag of the caller, for names of statuses and countries. */
  readonly language: string;
  /** Whether it is run again from its beginning if what it writes upon has changed meanwhile: not at its second try. */
  readonly mayRunAgain: boolean;
  emit(event: NewEvent): void;
  record(entry: NewAuditEntry): void;
  enqueue(job: NewJob): void;
}

/** The identity of a caller, from which a unit of work makes its context. */
export interface Caller {
  readonly actor: Actor;
  /** Where a system or anonymous caller works in one company's data. */
  readonly companyId?: string;
  readonly correlationId: string;
  readonly language?: string;
}

export interface UnitOfWork {
  /** Statements each see committed data; nothing may be written. */
  read<T>(caller: Caller, work: (ctx: Context) => Promise<T>): Promise<T>;
  /** One transaction, retried as a whole when the database asks for it: `work` must have no effect but through its context. */
  write<T>(caller: Caller, work: (ctx: Context) => Promise<T>): Promise<T>;
}
