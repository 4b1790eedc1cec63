import { companyOf } from '../../platform/actor.ts';
import type { Exchange } from '../../platform/http/exchange.ts';
import { newIdAt } from '../../platform/ids/index.ts';
import type { ExchangeContent } from './exchange.ts';
import { redact } from './redact/redact.ts';
import type { ExchangeTable } from './tables.ts';
import type { Whose } from './whose.ts';

export interface ExchangeRow {
  readonly line: Omit<ExchangeTable, 'content_id' | 'content_place'>;
  readonly content: ExchangeContent;
}

/** What a client sends as its correlation id, and all else of its own making, may be long. */
const LONGEST = 2000;

/** The rows of an exchange without its secrets. */
export function keep(exchange: Exchange, whose: Whose, companyId: string): ExchangeRow {
  const { actor } = whose;
  const shown = redact(exchange);
  const receivedAt = new Date(exchange.endedAt.getTime() - exchange.milliseconds);
  const content: ExchangeContent = {
    origin: exchange.origin,
    address: exchange.address,
    scopes: 'scopes' in actor ? [...actor.scopes] : [],
    addressHidden: shown.addressHidden,
    request: shown.request,
    response: shown.response,
    refusal: shown.refusal ?? null,
  };
  return {
    line: {
      company_id: companyId,
      id: newIdAt(receivedAt),
      app_id: whose.appId,
      received_at: receivedAt,
      duration_us: Math.round(exchange.milliseconds * 1000),
      method: exchange.method,
      path: shown.path.slice(0, LONGEST),
      query: shown.query.slice(0, LONGEST),
      operation: exchange.operation ?? null,
      status: exchange.status,
      correlation_id: exchange.correlationId,
      principal_kind: actor.kind === 'anonymous' || actor.kind === 'system' ? 'none' : actor.kind,
      principal_id: actor.kind === 'user' ? actor.userId : actor.kind === 'app' ? actor.appId : (companyOf(actor) ?? null),
      proven: whose.proven,
      refusal_code: shown.refusal?.code ?? null,
      fault_id: exchange.faultId ?? null,
    },
    content,
  };
}
