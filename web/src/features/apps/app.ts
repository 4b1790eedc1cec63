import type { AnswerOf } from '../../api/client.ts';

export type App = AnswerOf<'GET /web/apps/{appId}'>;
export type Grant = App['grants'][number];
export type Scope = AnswerOf<'GET /web/scopes'>[number];
export type Secret = AnswerOf<'GET /web/apps/{appId}/secrets'>[number];
export type Token = AnswerOf<'POST /web/apps/{appId}/tokens'>;

export const GRANTS: readonly Grant[] = ['authorization_code', 'password', 'client_credentials', 'refresh_token', 'otp'];

/** Whether every word stands in the name or the description. */
export const speaksOf = ({ name, description }: Pick<Scope, 'name' | 'description'>, search: string): boolean => {
  const text = `${name} ${description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
