/** The body of a refusal: the envelope of the JSON generation with the code by which a screen chooses its words. */
export interface Refusal {
  readonly errorMessage?: string;
  readonly errorId?: string;
  readonly code?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly validationErrors?: readonly Flaw[];
}

/** What is wrong with a field: the rule that is broken and the facts that its sentence names. */
export interface Flaw {
  readonly source: string;
  readonly rule: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export class CallRefused extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  constructor(status: number, refusal: Refusal) {
    super(refusal.errorMessage ?? String(status));
    this.status = status;
    this.refusal = refusal;
  }
  get code(): string {
    return this.refusal.code ?? '';
  }
}

export const isRefused = (error: unknown, status: number): error is CallRefused =>
  error instanceof CallRefused && error.status === status;

/** The server was not reached. */
export class ConnectionLost extends Error {
  constructor() {
    super('The server cannot be reached.');
  }
}
