import Type from 'typebox';

/** Any form: a name that stands twice is an array and so refused. The protocol itself says which names it needs. */
export const form = Type.Record(Type.String(), Type.String());

/** Read for what must not be there. */
export const query = Type.Record(Type.String(), Type.Unknown());

export const tokens = Type.Object({
  expires_in: Type.Integer({ description: 'Lifetime of the access token in seconds' }),
  scope: Type.String({ description: 'Granted scopes, separated by spaces' }),
  token_type: Type.Literal('Bearer'),
  access_token: Type.String({ description: 'JWT, RS256; verify with the key set' }),
  refresh_token: Type.Optional(Type.String()),
  refresh_expires_in: Type.Optional(Type.Integer({ description: 'Despite its name a moment: Unix seconds' })),
  id_token: Type.Optional(Type.String({ description: 'JWT that says who the token is for' })),
  geolocation: Type.String({ description: 'Base URL for every further call' }),
});

export const sent = Type.Object({ message: Type.Literal('otp sent') });

export const keySet = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.Literal('RSA'),
      use: Type.Literal('sig'),
      alg: Type.Literal('RS256'),
      kid: Type.String(),
      n: Type.String(),
      e: Type.String(),
    }),
  ),
});
