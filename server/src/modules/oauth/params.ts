import { GrantRefused, type Refusal } from './errors.ts';

/** The form of a token request: each name once. */
export type Params = Readonly<Record<string, string>>;

/** An empty value counts as none. */
export const given = (params: Params, name: string): string | undefined => params[name] || undefined;

export function required(params: Params, name: string, refusal: Refusal): string {
  const value = given(params, name);
  if (value === undefined) throw new GrantRefused(refusal);
  return value;
}
