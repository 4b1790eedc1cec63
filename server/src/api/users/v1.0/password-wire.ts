import Type, { type Static } from 'typebox';
import { documentXml } from '../../dialects/xml-v1/values.ts';
import { MOST, NAMESPACE } from './names.ts';

const user = Type.Object(
  {
    LoginID: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    Password: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { additionalProperties: false },
);
const users = Type.Optional(Type.Array(user, { maxItems: MOST, xml: { wrapped: false } }));

/** The page calls an item `User`; clients also send `UserProfile`. */
export const passwordBatchSchema = Type.Object({ User: users, UserProfile: users }, { additionalProperties: false });
export type PasswordRecord = Static<typeof user>;

export const passwordResultSchema = Type.Object(
  {
    RecordsSucceeded: Type.Integer(),
    RecordsFailed: Type.Integer(),
    UserPasswordStatusList: Type.Array(Type.Object({ LoginID: Type.String(), Status: Type.String(), Message: Type.String() }), {
      xml: { item: 'UserPasswordStatus' },
    }),
  },
  { xml: documentXml(NAMESPACE) },
);

export interface PasswordOutcome {
  readonly login: string;
  /** Why not, if not. */
  readonly failure?: string;
}

export function passwordResult(outcomes: readonly PasswordOutcome[]): Static<typeof passwordResultSchema> {
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  return {
    RecordsSucceeded: outcomes.length - failed,
    RecordsFailed: failed,
    UserPasswordStatusList: outcomes.map(({ login, failure }) => ({
      LoginID: login,
      Status: failure === undefined ? 'Success' : 'Failed',
      Message: failure ?? 'Password Updated.',
    })),
  };
}
