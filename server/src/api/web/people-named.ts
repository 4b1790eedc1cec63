import type { UserCriteria } from '../../modules/identity/index.ts';

/** People whose names or login hold every word. */
export function peopleNamed(words: string, { activeOnly }: { activeOnly: boolean }): UserCriteria {
  const active = activeOnly ? [{ field: 'active', operator: 'eq', value: true } as const] : [];
  const each = words.split(/\s+/).filter((word) => word !== '');
  const fields = ['givenName', 'familyName', 'userName'] as const;
  return {
    all: [...active, ...each.map((value) => ({ any: fields.map((field) => ({ field, operator: 'co', value }) as const) }))],
  };
}
