import type { OAuth } from '../../../modules/oauth/index.ts';
import type { Caller } from '../../../platform/context.ts';
import type { ManualCall } from '../../../platform/http/facade.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { isDocument } from '../../dialects/scim/schema/attribute.ts';
import { refuse } from '../../dialects/scim/refusal.ts';

/** What tells whether an app may name a company. */
export type Connections = Pick<OAuth, 'isCompanyConnected'>;

type Asking = Pick<ManualCall, 'actor' | 'caller' | 'work'> & {
  readonly query: { readonly companyId?: string };
  readonly body?: unknown;
};

/**
 * The caller in its company: that of the token comes first, then `companyId` of the query, then that of the body. An app's own token has none,
 * and may name a company that is connected with the app; of others nothing is told. @throws InvalidInput
 */
export async function inCompany(connections: Connections, { actor, caller, work, query, body }: Asking): Promise<Caller> {
  if (actor.kind !== 'app') return caller;
  const inBody = isDocument(body) ? body['companyId'] : undefined;
  const named = query.companyId ?? inBody;
  if (typeof named !== 'string' || named === '')
    throw refuse('invalidValue', 'companyId', 'is required where the access token is of no company');
  const companyId = parseUuid(named);
  const own = companyId === undefined ? undefined : { ...caller, companyId };
  const known = own && (await work.read(own, (ctx) => connections.isCompanyConnected(ctx, actor.appId)));
  if (!own || !known) throw refuse('invalidValue', 'companyId', 'is no company that is connected with this app');
  return own;
}
