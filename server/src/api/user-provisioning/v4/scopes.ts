import type { Actor } from '../../../platform/actor.ts';

export const scopesOf = (actor: Actor): ReadonlySet<string> => ('scopes' in actor ? actor.scopes : new Set());
