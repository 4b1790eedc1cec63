import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';

/** The program itself, at work in a company. */
export const systemIn = (companyId: string, clock: Clock): Caller => ({
  actor: { kind: 'system', companyId },
  companyId,
  correlationId: newId(clock),
});
