import type { Context } from '../../platform/context.ts';
import type { StepDefinition } from './definition.ts';
import { DefinitionNotFound } from './errors.ts';
import { findDefinition } from './process-queries.ts';

interface Definition {
  readonly name: string;
  readonly steps: readonly StepDefinition[];
}
/** @throws DefinitionNotFound */
export type DefinitionOf = (ctx: Context, definitionId: string) => Promise<Definition>;

/** Definitions that a process remembers at once. */
const KEPT = 500;

/** Definitions that items are to walk, remembered for good: one does not change, and its id is never used twice. */
export function knownDefinitions(): DefinitionOf {
  const known = new Map<string, Definition>();
  return async (ctx, definitionId) => {
    const key = `${ctx.companyId}:${definitionId}`;
    const found = known.get(key) ?? (await findDefinition(ctx, definitionId));
    if (!found) throw new DefinitionNotFound(definitionId);
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
