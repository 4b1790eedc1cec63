import type { CompiledQuery } from 'kysely';
import { isPlannedAnew, isPlannedOnce } from './sending.ts';

/** For each call, and then it is not kept; or once for all of them. Undefined leaves it to the database. */
export type Planning = 'anew' | 'once' | undefined;

export const planningOf = (query: CompiledQuery): Planning =>
  isPlannedAnew(query) ? 'anew' : isPlannedOnce(query) ? 'once' : undefined;

/** How a session is told to plan. */
const SETTINGS = { once: 'set plan_cache_mode = force_generic_plan', auto: 'set plan_cache_mode = auto' } as const;
type Mode = keyof typeof SETTINGS;

/** What is planned alike in either mode, or nearly: rows that are inserted are at hand. */
const INDIFFERENT = /^\s*(insert|begin|commit|rollback)\b/i;
const ROLLBACK = /^\s*rollback\b/i;

/** How one session plans as of now. */
export class SessionPlanning {
  /** Undefined where it is not known: what is rolled back takes its setting along. */
  #mode: Mode | undefined;

  /** What has to be said before this statement for it to be planned as it should be, if anything. */
  settingFor(text: string, planning: Planning): string | undefined {
    if (ROLLBACK.test(text)) this.forget();
    const mode = planning === 'once' ? 'once' : INDIFFERENT.test(text) ? undefined : 'auto';
    if (mode === undefined || mode === this.#mode) return undefined;
    this.#mode = mode;
    return SETTINGS[mode];
  }

  /** To be called when a statement failed. */
  forget(): void {
    this.#mode = undefined;
  }
}
