import Type from 'typebox';

const closed = { additionalProperties: false } as const;
const typed = (maxLength: number) => Type.String({ maxLength });

export const SignUp = Type.Object(
  { email: typed(300), givenName: typed(300), familyName: typed(300), companyName: typed(300), password: typed(1100) },
  closed,
);
export const SignUpLink = Type.Object({ token: typed(200) }, closed);

export const Welcome = Type.Object({
  companyName: Type.String(),
  login: Type.String(),
  clientId: Type.String(),
  clientSecret: Type.String(),
  accessToken: Type.String(),
  expiresIn: Type.Integer(),
  baseUrl: Type.String(),
});
