import type { Context } from '../../platform/context.ts';
import type { OnReport } from '../expense/index.ts';
import { GUESTS, SHARED_GUESTS } from './data/guests.ts';
import { PEOPLE } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import type { Chance } from './random.ts';
import { idOf, type People } from './seed-people.ts';
import { EXPENSE_TYPE } from './trip.ts';

type Deps = Pick<SandboxDeps, 'attendees'>;

/** Login -> attendees that this person keeps. */
export type Guests = ReadonlyMap<string, readonly string[]>;

const EACH = 3;

/** The contacts of everybody, and those that the company keeps for all. */
export async function seedAttendees(deps: Deps, ctx: Context, people: People): Promise<Guests> {
  for (const [typeCode, lastName, firstName, title, externalId, custom] of SHARED_GUESTS)
    await deps.attendees.createAttendee(ctx, { type: { typeCode }, lastName, firstName, title, externalId, custom });
  const guests = new Map<string, string[]>();
  for (const [index, { login }] of PEOPLE.entries()) {
    const made: string[] = [];
    for (let next = 0; next < EACH; next++) {
      const [lastName, firstName, title, company, city] = GUESTS[(index * EACH + next) % GUESTS.length] ?? ['', '', '', '', ''];
      const said = { lastName, firstName, title, company, custom: { custom8: city } };
      const userId = idOf(people, login);
      made.push((await deps.attendees.createAttendee(ctx, { type: { typeCode: 'BUSGUEST' }, userId, ...said })).id);
    }
    guests.set(login, made);
  }
  return guests;
}

/** Sits the owner and some guests down at every meal of a report that is one with guests. */
export async function seatGuests(
  deps: Pick<SandboxDeps, 'attendees' | 'expense'>,
  ctx: Context,
  at: OnReport & { readonly ownerId: string; readonly guests: readonly string[]; readonly chance: Chance },
): Promise<void> {
  const { access, reportId, chance } = at;
  const meals = (await deps.expense.listEntries(ctx, { access, reportId })).filter(
    ({ expenseType }) => expenseType.id === EXPENSE_TYPE.guests,
  );
  for (const { id: entryId } of meals) {
    const first = chance.whole(0, at.guests.length - 1);
    const came = [...at.guests.slice(first), ...at.guests.slice(0, first)].slice(0, chance.whole(1, at.guests.length));
    const owner = await deps.attendees.employeeAttendee(ctx, at.ownerId);
    const attendees = [owner, ...came].map((attendeeId) => ({ attendeeId }));
    await deps.expense.replaceAttendees(ctx, { access, reportId, entryId, attendees, noShowCount: chance.happens(0.1) ? 1 : 0 });
  }
}
