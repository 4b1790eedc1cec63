import type { Context } from '../../platform/context.ts';
import { DEMO_RULES } from './data/rules.ts';
import type { SandboxDeps } from './deps.ts';

/** Cost centres whose people are on the road: the nodes of their groups. */
const ON_THE_ROAD = ['1000', '4100'];

/** The expense groups: what holds for everybody, and for those on the road their own default policy. Called once people stand in their nodes. */
export async function seedConfiguration(
  deps: Pick<SandboxDeps, 'expense' | 'workflow'>,
  ctx: Context,
  policies: { readonly travelId: string },
): Promise<void> {
  const { configuration } = deps.expense;
  const attendeeList = await configuration.createForm(ctx, { kind: 'attendee-list', name: 'Default Attendee List' });
  const advances = await deps.workflow.createDefinition(ctx, {
    name: 'Cash advances: the manager',
    steps: [{ role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null }],
  });
  await configuration.defineGroup(ctx, {
    code: '',
    attendeeListFormId: attendeeList.id,
    cashAdvance: {
      workflowId: advances.id,
      name: 'Cash advances: the manager',
      allowUserCarryBalance: true,
      allowUserLinkMultiple: false,
      allowUserUpdateExchangeRate: false,
    },
  });
  await deps.expense.defineExceptions(
    ctx,
    DEMO_RULES.map(({ exception, rule }) => Object.assign({ code: rule.exceptionCode }, exception)),
  );
  for (const { rule } of DEMO_RULES) await configuration.defineRule(ctx, rule);
  for (const code of ON_THE_ROAD)
    await configuration.defineGroup(ctx, {
      code,
      attendeeListFormId: attendeeList.id,
      policies: [{ policyId: policies.travelId, isDefault: true }],
    });
}
