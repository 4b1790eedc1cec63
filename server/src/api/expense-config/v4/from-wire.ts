import { ConfigurationNotFound, type ContextType } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32, parseUuid } from '../../../platform/ids/index.ts';
import { CONFIGS, type Config } from './to-wire.ts';

export type Params = Readonly<Record<string, string | undefined>>;

const CONTEXTS: readonly string[] = ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY'] satisfies ContextType[];

const malformed = (place: 'path' | 'query', name: string, message = `Invalid ${name}`): InvalidInput =>
  new InvalidInput(place, [{ path: name, rule: 'format', message }]);

export function userIdOf({ userId = '' }: Params): string {
  const id = parseUuid(userId);
  if (!id) throw malformed('path', 'userId');
  return id;
}

/** Policies and nodes are printed as 32 hex and read dashed too: the reports' pages show policies both ways. */
export function hexIdOf(name: 'policyId' | 'hierarchyNodeId', params: Params): string {
  const text = params[name] ?? '';
  const id = parseHex32(text) ?? parseUuid(text);
  if (!id) throw malformed('path', name);
  return id;
}

/** Where the path has a context: the calls that clients make though no page names them. */
export function contextOf({ contextType }: Params): { context?: ContextType } {
  if (contextType === undefined) return {};
  if (!CONTEXTS.includes(contextType)) throw malformed('path', 'contextType', 'Specified context not supported');
  return { context: contextType as ContextType };
}

/** @throws ConfigurationNotFound for every company but the caller's. */
export function checkCompany(ctx: Context, { companyId = '' }: Params): void {
  const id = parseUuid(companyId);
  if (!id) throw malformed('path', 'companyId');
  if (id !== ctx.companyId) throw new ConfigurationNotFound('companyId');
}

/** A list with commas; nothing asked for is nothing shown. */
export function configsOf(text: string | undefined): Config[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const known = CONFIGS.find((config) => config === name);
      if (!known) throw malformed('query', 'applicableConfigs', `names ${name}, which is none of ${CONFIGS.join(', ')}`);
      return known;
    });
}
