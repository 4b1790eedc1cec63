import { withParameters } from './return-to.ts';

/** The page that leads to the identity provider of somebody's company. */
export const singleSignOnPath = (way: { login?: string; returnTo: string }): string =>
  withParameters('/sign-in/sso', { login: way.login, return_to: way.returnTo });
