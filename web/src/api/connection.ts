const AGAIN_MS = 2000;

type Listener = () => void;

/** Whether the server is reached. Once a call has failed it is asked until it answers; then `onBack` runs. */
class Connection {
  #isLost = false;
  #back: Listener = () => {};
  readonly #listeners = new Set<Listener>();

  get isLost(): boolean {
    return this.#isLost;
  }

  subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onBack(listener: Listener): void {
    this.#back = listener;
  }

  /** Settles once the server answers again. */
  async back(): Promise<void> {
    if (!this.#isLost) return;
    await new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        if (this.#isLost) return;
        stop();
        resolve();
      });
    });
  }

  lost(): void {
    if (this.#isLost) return;
    this.#set(true);
    setTimeout(() => void this.#ask(), AGAIN_MS);
  }

  async #ask(): Promise<void> {
    const answers = await fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!answers) return void setTimeout(() => void this.#ask(), AGAIN_MS);
    this.#set(false);
    this.#back();
  }

  #set(isLost: boolean): void {
    this.#isLost = isLost;
    for (const listener of this.#listeners) listener();
  }
}

export const connection = new Connection();
