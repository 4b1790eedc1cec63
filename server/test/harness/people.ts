import { sql } from 'kysely';
import type { NewCompany } from '../../src/modules/company/index.ts';
import type { NewUser, User } from '../../src/modules/identity/index.ts';
import type { Caller, Context } from '../../src/platform/context.ts';
import { newId } from '../../src/platform/ids/index.ts';
import type { TestProgram } from './program.ts';

/** The program itself at work in a company. */
export const systemIn = (companyId: string): Caller => ({ actor: { kind: 'system' }, companyId, correlationId: 'test' });

let founded = 0;

/** A company of its own for a test, and the caller for work in it. */
export async function foundCompany(
  program: TestProgram,
  given: Partial<NewCompany> = {},
): Promise<Caller & { companyId: string }> {
  const number = ++founded;
  const companyId = newId(program.clock);
  const caller = { ...systemIn(companyId), companyId };
  await program.unitOfWork.write(caller, (ctx) =>
    program.modules.company.createCompany(ctx, {
      name: `Company ${number}`,
      domain: `company${number}.example`,
      dataCenter: 'us',
      countryCode: 'US',
      currency: 'USD',
      ...given,
    }),
  );
  return caller;
}

let hired = 0;

/** Somebody plausible; what matters to a test is said by it. */
export function person(given: Partial<NewUser> = {}): NewUser {
  const number = ++hired;
  const userName = given.userName ?? `person${number}@people.example`;
  return {
    userName,
    name: { givenName: 'Terry', familyName: 'Brown' },
    emails: [{ type: 'work', value: userName }],
    roles: [{ code: 'EXP_USER' }],
    ...given,
  };
}

export const hire = (program: TestProgram, caller: Caller, given: Partial<NewUser> = {}): Promise<User> =>
  program.unitOfWork.write(caller, (ctx) => program.modules.identity.createUser(ctx, person(given)));

export interface RecordedEvent {
  readonly topic: string;
  readonly type: string;
  readonly subjectId: string;
  readonly facts: Record<string, unknown>;
}

/** The events of the caller's company, oldest first. */
export const eventsOf = (program: TestProgram, caller: Caller): Promise<RecordedEvent[]> =>
  inside(
    program,
    caller,
    async (ctx) =>
      (
        await sql<RecordedEvent>`select topic, event_type as type, subject_id as "subjectId", facts from event
          where company_id = ${ctx.companyId} order by id`.execute(ctx.tx)
      ).rows,
  );

/** What the audit trail says was done, oldest first. */
export const auditOf = (program: TestProgram, caller: Caller): Promise<string[]> =>
  inside(program, caller, async (ctx) =>
    (
      await sql<{ done: string }>`select subject_kind || ' ' || action as done from audit_entry
        where company_id = ${ctx.companyId} order by id`.execute(ctx.tx)
    ).rows.map(({ done }) => done),
  );

const inside = <T>(program: TestProgram, caller: Caller, work: (ctx: Context) => Promise<T>): Promise<T> =>
  program.unitOfWork.read(caller, work);
