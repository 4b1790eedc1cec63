/** Runs the steps of something long and says so for each that takes more than a second. */
export type Step = <T>(label: string, work: () => Promise<T>) => Promise<T>;

export const silently: Step = (_label, work) => work();

/** `write` gets whole lines: one when a step has taken a second, one when such a step is over. */
export function announced(write: (line: string) => void, after = 1000): Step {
  return async (label, work) => {
    const began = performance.now();
    let said = false;
    const timer = setTimeout(() => {
      said = true;
      write(`${label} ...`);
    }, after);
    try {
      const result = await work();
      if (said) write(`${label}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  };
}
