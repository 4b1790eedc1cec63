import Type from 'typebox';

export const appParams = Type.Object({ appId: Type.String() });
export const secretParams = Type.Object({ appId: Type.String(), secretId: Type.String() });

const item = {
  id: Type.String(),
  status: Type.Union([Type.Literal('Active'), Type.Literal('Inactive')]),
  createdAt: Type.String(),
  updatedAt: Type.String(),
};

export const secret = Type.Object(item);
export const secrets = Type.Array(secret);
/** The page shows no body. It must hold the new secret, which can be read nowhere else. */
export const newSecret = Type.Object({ ...item, secret: Type.String() });

/** SCIM PatchOp with its one documented operation. `status` is compared without case: the list writes it with a capital. */
export const patch = Type.Object(
  {
    schemas: Type.Tuple([Type.Literal('urn:ietf:params:scim:api:messages:2.0:PatchOp')]),
    Operations: Type.Tuple([
      Type.Object(
        {
          op: Type.String({ pattern: '^[Rr][Ee][Pp][Ll][Aa][Cc][Ee]$' }),
          path: Type.String({ pattern: '^/?status$' }),
          value: Type.String({ pattern: '^([Aa][Cc]|[Ii][Nn][Aa][Cc])[Tt][Ii][Vv][Ee]$' }),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);

export const problem = Type.Object({
  timestamp: Type.String(),
  httpStatus: Type.String(),
  errorMessage: Type.String(),
  errorId: Type.String(),
  path: Type.String(),
  validationErrors: Type.Array(Type.Object({ id: Type.String(), message: Type.String(), source: Type.String() })),
});
