import Type from 'typebox';

/** The body of every refusal of this dialect; an exchange's code is a word, every other a number. */
export const refusal = Type.Object({
  code: Type.Union([Type.Integer(), Type.String()]),
  error: Type.String(),
  error_description: Type.String(),
  geolocation: Type.Optional(Type.String()),
});
