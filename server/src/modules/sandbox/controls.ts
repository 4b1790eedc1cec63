/** The state of everything, kept under a name. */
export interface Snapshot {
  readonly name: string;
  readonly bytes: number;
  /** Real time. */
  readonly takenAt: Date;
}

/** What moves a whole sandbox: the program that holds its data gives it to whoever shows the levers. */
export interface SandboxControls {
  readonly clock: {
    isFrozen(): boolean;
    /** Whether it shows another time than the real one. */
    isMoved(): boolean;
    /** Puts the clock at `moment`; it runs on from there, or stands still if `frozen`. */
    set(moment: Date, options?: { readonly frozen?: boolean }): Promise<void>;
    /** Back to the real time. */
    reset(): Promise<void>;
  };
  /** Everything as it was when the demo company was made; logins and passwords stay. */
  reset(): Promise<void>;
  readonly snapshots: {
    /** By name, without the one that resets go back to. */
    list(): Promise<Snapshot[]>;
    /** Replaces an older one of that name. @throws SnapshotNameTaken for that of resets, TooManySnapshots */
    take(name: string): Promise<Snapshot>;
    /** Everything as it was then, the clock too. @throws SnapshotNotFound SnapshotOfAnotherVersion */
    restore(name: string): Promise<void>;
    /** @throws SnapshotNotFound */
    remove(name: string): Promise<void>;
  };
}
