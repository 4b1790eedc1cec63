import type { KeptRefusal, KeptSide } from './redact/redact.ts';

export type { BodyState, KeptBody, KeptRefusal, KeptSide } from './redact/redact.ts';

export type PrincipalKind = 'user' | 'company' | 'app' | 'none';

/** An exchange as a line of the log. */
export interface ExchangeLine {
  readonly id: string;
  readonly appId: string;
  /** Real time. */
  readonly receivedAt: Date;
  readonly milliseconds: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly operation: string | undefined;
  /** 0 for a connection that was dropped on purpose. */
  readonly status: number;
  readonly correlationId: string;
  readonly principal: { readonly kind: PrincipalKind; readonly id: string | undefined };
  /** Whether a valid token or secret said who it was. */
  readonly proven: boolean;
  readonly refusalCode: string | undefined;
  readonly faultId: string | undefined;
}

/** What is kept of it beside the line. */
export interface ExchangeContent {
  readonly origin: string;
  readonly address: string;
  /** Of the token. */
  readonly scopes: readonly string[];
  /** Whether path or query lost a secret. */
  readonly addressHidden: boolean;
  readonly request: KeptSide;
  readonly response: KeptSide;
  readonly refusal: KeptRefusal | null;
}

export interface KeptExchange extends ExchangeLine {
  readonly content: ExchangeContent;
}
