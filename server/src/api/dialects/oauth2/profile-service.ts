import Type from 'typebox';
import type { Dialect } from '../../../platform/http/facade.ts';
import { oauth2 } from './oauth2.ts';

/** What the profile service says to success and refusal alike: api-reference/authentication/company-auth. */
export const outcome = Type.Object({
  status: Type.Union([Type.Literal('PASS'), Type.Literal('FAIL')]),
  code: Type.Union([Type.Integer(), Type.String()], { description: '0, or the number of the token service' }),
  errormsg: Type.String(),
  token: Type.Optional(Type.String()),
  geolocation: Type.Optional(Type.String()),
});

/** The refusals of the token service in the envelope of the profile service. */
export const profileService: Dialect = {
  ...oauth2,
  name: 'profile-service',
  consumes: ['json', 'form', 'text'],
  renderError(error, frame) {
    const answer = oauth2.renderError(error, frame);
    const { code, geolocation } = answer.body as { code: number | string; geolocation?: string };
    const body = { status: 'FAIL', code, errormsg: error.message, ...(geolocation ? { geolocation } : {}) };
    return { ...answer, body };
  },
};
