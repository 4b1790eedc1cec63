import type { AnswerOf } from '../../api/client.ts';

export type Setup = AnswerOf<'GET /web/setup'>;
export type Step = Setup[number]['step'];

export const STEPS: readonly Step[] = ['introduction', 'policies', 'employees', 'payments', 'reporting'];

export const isStep = (text: string): text is Step => (STEPS as readonly string[]).includes(text);
export const stepAfter = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) + 1];
/** Where to go on: the first page that nobody has left yet, else the first. */
export const openStep = (setup: Setup): Step => setup.find(({ state }) => state === 'open')?.step ?? 'introduction';
