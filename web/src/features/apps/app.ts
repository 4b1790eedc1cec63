import type { AnswerOf } from '../../api/client.ts';

export type App = AnswerOf<'GET /web/apps/{appId}'>;
export type Grant = App['grants'][number];
export type Scope = AnswerOf<'GET /web/scopes'>[number];
export type Secret = AnswerOf<'GET /web/apps/{appId}/secrets'>[number];
export type Token = AnswerOf<'POST /web/apps/{appId}/tokens'>;

export const GRANTS: readonly Grant[] = ['authorization_code', 'password', 'client_credentials', 'refresh_token', 'otp'];

/** The family of those from before 2017, whose names begin with nothing. */
export const LEGACY = 'legacy';

/** Scopes in the families that their names begin with, those from before 2017 last. */
export function families(scopes: readonly Scope[]): { readonly name: string; readonly scopes: readonly Scope[] }[] {
  const byName = Map.groupBy(scopes, ({ name, legacy }) => (legacy ? LEGACY : (name.split('.')[0] ?? name)));
  const small = [...byName]
    .filter(([name, members]) => name !== LEGACY && members.length === 1)
    .flatMap(([, members]) => members);
  const large = [...byName].filter(([name, members]) => name !== LEGACY && members.length > 1);
  const legacy = byName.get(LEGACY) ?? [];
  return [
    ...large.map(([name, members]) => ({ name, scopes: members })).sort((a, b) => a.name.localeCompare(b.name)),
    ...(small.length > 0 ? [{ name: '…', scopes: small }] : []),
    ...(legacy.length > 0 ? [{ name: LEGACY, scopes: legacy }] : []),
  ];
}

/** Whether every word stands in the name or the description. */
export const speaksOf = ({ name, description }: Pick<Scope, 'name' | 'description'>, search: string): boolean => {
  const text = `${name} ${description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
