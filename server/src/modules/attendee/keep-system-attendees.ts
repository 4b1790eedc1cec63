import type { Context } from '../../platform/context.ts';
import { invariant } from '../../platform/errors.ts';
import { newId } from '../../platform/ids/index.ts';
import { EMPLOYEE, NO_SHOWS } from './attendee-type.ts';
import { changed, DEFAULT_CURRENCY } from './attendee.ts';
import { findOfType, insertAttendee } from './attendee-queries.ts';
import type { AttendeeDeps } from './deps.ts';
import { AttendeeUserNotFound } from './errors.ts';
import { lockType, selectTypes } from './type-queries.ts';

/** The one attendee that stands for everybody who was expected and did not come. */
export async function noShows(ctx: Context): Promise<string> {
  return findOrMake(ctx, NO_SHOWS, null, async () => ({ said: { lastName: 'No Show Attendee' } }));
}

/** The attendee that one of the company's people is, made at its first use. @throws AttendeeUserNotFound */
export async function employeeAttendee(ctx: Context, deps: AttendeeDeps, userId: string): Promise<string> {
  return findOrMake(ctx, EMPLOYEE, userId, async () => {
    const [person] = await deps.identity.peopleOf(ctx, [userId]);
    if (!person) throw new AttendeeUserNotFound();
    const said = {
      lastName: person.familyName,
      firstName: person.givenName,
      middleInitial: person.middleName?.slice(0, 1) ?? null,
      externalId: person.employeeNumber,
    };
    return { said, currencyCode: person.reimbursementCurrency };
  });
}

async function findOrMake(
  ctx: Context,
  typeCode: string,
  employeeId: string | null,
  describe: () => Promise<{ said: Parameters<typeof changed>[1]; currencyCode?: string | null }>,
): Promise<string> {
  const known = await findOfType(ctx, typeCode, employeeId);
  if (known !== undefined) return known;
  const type = (await selectTypes(ctx)).find(({ code }) => code === typeCode);
  invariant(type, `Every company has the type ${typeCode}`);
  // Whoever makes the same one at the same time waits here, and then finds it.
  await lockType(ctx, type.id);
  const made = await findOfType(ctx, typeCode, employeeId);
  if (made !== undefined) return made;
  const { said, currencyCode } = await describe();
  const id = newId(ctx.clock);
  const fields = changed(undefined, said, {});
  await insertAttendee(ctx, {
    id,
    typeId: type.id,
    ownerId: null,
    employeeId,
    currencyCode: currencyCode ?? DEFAULT_CURRENCY,
    fields,
  });
  ctx.record({ subjectKind: 'attendee', subjectId: id, action: 'created', details: { typeCode, ownerId: null } });
  return id;
}
