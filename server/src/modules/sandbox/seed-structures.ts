import type { Context } from '../../platform/context.ts';
import { COUNTRIES, employeeForm, FREQUENT, ORGANIZATION, TRAVEL_SETTINGS } from './data/structures.ts';
import type { SandboxDeps } from './deps.ts';

/** What people of the demo company are described by: lists, the hierarchies of groups, the employee form, and what travel knows. */
export async function seedStructures(deps: Pick<SandboxDeps, 'lists' | 'identity'>, ctx: Context): Promise<{ frequent: number }> {
  const organization = await deps.lists.createList(ctx, { name: 'Organization', levelCount: 2 });
  await deps.lists.addItems(ctx, { listId: organization.id, items: ORGANIZATION });
  const countries = await deps.lists.createList(ctx, { name: 'Countries' });
  await deps.lists.addItems(ctx, { listId: countries.id, items: COUNTRIES });
  for (const area of ['Expense', 'Request', 'Invoice', 'Reporting', 'Shared', 'Approval'] as const)
    await deps.identity.setGroupHierarchy(ctx, { area, listId: organization.id });
  await deps.identity.setFormFields(ctx, employeeForm({ organization: organization.id, countries: countries.id }));
  const settings = await deps.identity.addTravelSettings(ctx, TRAVEL_SETTINGS);
  return { frequent: settings.find(({ kind, name }) => kind === 'group' && name === FREQUENT)?.id ?? 0 };
}
