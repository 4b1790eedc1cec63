import Type from 'typebox';
import { FAULT_EFFECTS } from '../../platform/http/fault.ts';

const text = Type.String();
const moment = Type.String({ format: 'date-time' });
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const closed = { additionalProperties: false } as const;

const kind = Type.Enum(['user', 'company', 'app', 'none']);
/** `name` where it is of the own company. */
const ExchangePrincipal = Type.Object({ kind, id: maybe(text), name: maybe(text) });

const line = {
  id: text,
  appId: text,
  appName: text,
  receivedAt: moment,
  milliseconds: Type.Number(),
  method: text,
  path: text,
  query: text,
  operation: maybe(text),
  /** 0 for a connection that was dropped on purpose. */
  status: Type.Integer(),
  correlationId: text,
  principal: ExchangePrincipal,
  proven: Type.Boolean(),
  refusalCode: maybe(text),
  faultId: maybe(text),
};

export const ExchangeLine = Type.Object(line);

export const ExchangePage = Type.Object({
  exchanges: Type.Array(ExchangeLine),
  /** For `after` of the next page. */
  next: maybe(text),
  /** Whether exchanges are written down at all here. */
  kept: Type.Boolean(),
  /** How many came too fast to be kept, since the program started. */
  dropped: Type.Integer(),
});

const Side = Type.Object({
  headers: Type.Array(Type.Object({ name: text, value: text })),
  body: Type.Object({
    state: Type.Enum(['whole', 'cut', 'none', 'unread', 'binary', 'too-large', 'unclear']),
    text,
    bytes: Type.Integer(),
    hidden: Type.Boolean(),
  }),
});

export const Exchange = Type.Object({
  ...line,
  origin: text,
  address: text,
  scopes: Type.Array(text),
  request: Side,
  response: Side,
  refusal: maybe(
    Type.Object({
      code: text,
      message: text,
      /** What was missing, as far as the refusal says. */
      anyOf: Type.Array(text),
      /** Whether the app by now has one of the scopes that the token lacked. */
      appHas: Type.Boolean(),
      needed: Type.Array(text),
      given: maybe(text),
      reason: maybe(text),
      issues: Type.Array(Type.Object({ path: text, message: text })),
    }),
  ),
  /** Why it cannot be made again; null where it can. */
  notReplayable: maybe(Type.Enum(['unproven', 'secrets', 'body-not-kept', 'no-operation', 'no-sandbox'])),
});

export const exchangeQuery = Type.Object(
  {
    appId: Type.Optional(text),
    method: Type.Optional(Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
    /** A status, the class of one such as 4xx, or `dropped`. */
    status: Type.Optional(Type.String({ pattern: '^([1-5]xx|[1-5][0-9]{2}|dropped)$' })),
    principalId: Type.Optional(text),
    correlationId: Type.Optional(Type.String({ maxLength: 128 })),
    /** Words, all of them in the path, the query or the operation. */
    search: Type.Optional(Type.String({ maxLength: 300 })),
    from: Type.Optional(moment),
    to: Type.Optional(moment),
    after: Type.Optional(text),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

export const exchangeParams = Type.Object({ exchangeId: text });
export const LoggedApp = Type.Object({ id: text, name: text });
export const Replayed = Type.Object({ status: Type.Integer(), exchangeId: maybe(text) });

const effect = Type.Enum([...FAULT_EFFECTS]);
const fault = {
  appId: text,
  method: maybe(Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  path: Type.String({ maxLength: 300 }),
  effect,
  latency: Type.Integer({ minimum: 0, maximum: 30_000 }),
  retryAfter: Type.Integer({ minimum: 1, maximum: 3600 }),
  percent: Type.Integer({ minimum: 1, maximum: 100 }),
  remaining: maybe(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  enabled: Type.Boolean(),
};
export const FaultDraft = Type.Object(fault, closed);
export const FaultPatch = Type.Partial(Type.Object(fault), closed);
export const FaultRule = Type.Object({ id: text, ...fault, appName: text, hits: Type.Integer(), createdAt: moment });
export const faultParams = Type.Object({ faultId: text });

export const Snapshot = Type.Object({ name: text, bytes: Type.Integer(), takenAt: moment });
const snapshotName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$' });
export const SnapshotWish = Type.Object({ name: snapshotName }, closed);
export const snapshotParams = Type.Object({ name: snapshotName });
