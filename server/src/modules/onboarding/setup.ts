/** The pages of the setup wizard, in their order. */
export const SETUP_STEPS = ['introduction', 'policies', 'employees', 'payments', 'reporting'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const SETUP_STATES = ['done', 'skipped'] as const;
export type SetupState = (typeof SETUP_STATES)[number];

export interface SetupProgress {
  readonly step: SetupStep;
  /** Open: nobody has left this page by Next or Skip yet. */
  readonly state: SetupState | 'open';
  readonly changedAt: Date | undefined;
}

/** Every page with how it was left, in order. */
export const progressOf = (kept: readonly { step: SetupStep; state: SetupState; changedAt: Date }[]): SetupProgress[] =>
  SETUP_STEPS.map((step) => {
    const found = kept.find((one) => one.step === step);
    return { step, state: found?.state ?? 'open', changedAt: found?.changedAt };
  });
