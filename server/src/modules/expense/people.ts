import type { Identity, PersonInBrief } from '../identity/index.ts';
import type { People } from './deps.ts';
import type { Person } from './types.ts';

const toPerson = (person: PersonInBrief): Person => ({
  id: person.id,
  login: person.login,
  employeeId: person.employeeNumber,
  firstName: person.givenName,
  middleName: person.middleName,
  lastName: person.familyName,
  ledgerCode: person.ledgerCode,
});

/** Identity as this module sees it: names, and rights as plain yes or no of today. */
export function peopleOf(identity: Pick<Identity, 'peopleOf' | 'rolesOf' | 'delegatorsOf' | 'permits'>): People {
  return {
    async peopleOf(ctx, userIds) {
      return new Map((await identity.peopleOf(ctx, userIds)).map((person) => [person.id, toPerson(person)]));
    },
    rolesOf: (ctx, userId) => identity.rolesOf(ctx, userId),
    async delegatorsOf(ctx, delegateId) {
      const today = ctx.clock.now().toISOString().slice(0, 10);
      return (await identity.delegatorsOf(ctx, delegateId, 'EXP')).map((delegation) => ({
        delegatorId: delegation.delegatorId,
        canPrepare: identity.permits(delegation, 'canPrepare', today),
        canSubmit: identity.permits(delegation, 'canSubmit', today),
        canApprove: identity.permits(delegation, 'canApprove', today),
        canViewReceipts: identity.permits(delegation, 'canViewReceipt', today),
      }));
    },
  };
}
