/** What a reader has or gets on the way. The names are those of the snippets in TypeScript; each language writes them its own way. */
export type Name = 'clientSecret' | 'password' | 'code' | 'requestToken' | 'accessToken' | 'refreshToken';

/** A text as it is, or what a variable holds. */
export type Value = string | { readonly variable: Name };

/** One request of a flow, told once for all languages. */
export interface Call {
  /** What its answer is called. */
  readonly answer: string;
  readonly url: string;
  /** Sent as a form; without one the request reads. */
  readonly form?: Readonly<Record<string, Value>>;
  readonly bearer?: Name;
  /** What is kept of the answer: the variable and its member. Without any, the answer is printed. */
  readonly keeps?: Readonly<Partial<Record<Name, string>>>;
}

/** The words of a step stand under its id. */
export type StepId =
  | `password.${'token' | 'call'}`
  | `code.${'agree' | 'token' | 'call'}`
  | `company.${'connect' | 'token' | 'call'}`
  | `client.${'token' | 'call'}`
  | 'refresh';

export interface Step {
  readonly id: StepId;
  /** What the reader fills in before this step. */
  readonly asks?: readonly Name[];
  /** An address that a browser opens. */
  readonly opens?: string;
  readonly call?: Call;
}

/** A step among the others: a language must know which variables stand already, and which will change. */
export interface Placed {
  readonly step: Step;
  readonly isFirst: boolean;
  readonly known: ReadonlySet<Name>;
  readonly changing: ReadonlySet<Name>;
}

const namesOf = ({ asks = [], call }: Step): Name[] => [...asks, ...(Object.keys(call?.keeps ?? {}) as Name[])];

/** The steps that have something to run, each with what it stands on. */
export function placed(steps: readonly Step[]): Placed[] {
  const running = steps.filter(({ call }) => call !== undefined);
  return running.map((step, at) => {
    const later = new Set(running.slice(at + 1).flatMap(namesOf));
    return {
      step,
      isFirst: at === 0,
      known: new Set(running.slice(0, at).flatMap(namesOf)),
      changing: new Set(namesOf(step).filter((name) => later.has(name))),
    };
  });
}

/** What stands where a reader's own value belongs: `YOUR_CLIENT_SECRET`. */
export const blankFor = (name: Name): string => `YOUR_${constantCase(name)}`;

const constantCase = (name: string): string => name.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
export const snakeCase = (name: string): string => constantCase(name).toLowerCase();
export { constantCase };

/** Parts of a snippet, a blank line between them; what is empty is left out. */
export const parts = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n');
