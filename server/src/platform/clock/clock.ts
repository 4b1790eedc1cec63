/** The only source of time. Tests and the sandbox move it; nothing else reads the machine's clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs on from wherever it was last put, or stands still while frozen. */
export class MovableClock implements Clock {
  #offset = 0;
  #frozenAt: number | undefined;
  readonly #base: Clock;

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): Date {
    return new Date(this.#frozenAt ?? this.#base.now().getTime() + this.#offset);
  }

  /** Puts the clock at `moment`; it runs on from there unless frozen. */
  set(moment: Date): void {
    if (this.#frozenAt !== undefined) this.#frozenAt = moment.getTime();
    this.#offset = moment.getTime() - this.#base.now().getTime();
  }

  advance(milliseconds: number): void {
    this.set(new Date(this.now().getTime() + milliseconds));
  }

  freeze(moment: Date = this.now()): void {
    this.#frozenAt = moment.getTime();
  }

  /** Back to the real time. */
  reset(): void {
    this.#frozenAt = undefined;
    this.#offset = 0;
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /** Distance from the real time in milliseconds: what a second process needs to show the same time. */
  get offset(): number {
    return this.now().getTime() - this.#base.now().getTime();
  }
}
