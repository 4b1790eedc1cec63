import { EmployeeRefused } from '../../../modules/employee-import/index.ts';
import { UserInvalid } from '../../../modules/identity/index.ts';
import type { Caller, UnitOfWork } from '../../../platform/context.ts';
import { DomainError } from '../../../platform/errors.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { MalformedBody } from '../../../platform/http/refusals.ts';
import {
  batchResult,
  batchResultSchema,
  batchSchema,
  changeFromWire,
  employeeNumberOf,
  missing,
  missingOfChange,
  type RecordOutcome,
  type UserRecord,
} from './batch-wire.ts';
import type { Deps } from './deps.ts';
import { DOC } from './names.ts';
import {
  passwordBatchSchema,
  passwordResult,
  passwordResultSchema,
  type PasswordOutcome,
  type PasswordRecord,
} from './password-wire.ts';

const common = {
  method: 'POST',
  doc: DOC,
  scopes: ['USER'],
  principals: ['user', 'company'],
  deprecated: true,
} as const;

interface Desk {
  readonly deps: Deps;
  readonly work: UnitOfWork;
  readonly caller: Caller;
}

/** What a refusal says of a record; any other failure is the request's. */
function messageOf(error: unknown): string {
  if (!(error instanceof DomainError)) throw error;
  if (error instanceof EmployeeRefused && error.rule === 'required') return missingOfChange(error.fields);
  const lacks = error instanceof UserInvalid && error.issues.every(({ rule }) => rule === 'required');
  return lacks ? missingOfChange(error.issues.map(({ path }) => path)) : error.message;
}

/** One record by itself: what another one lacks undoes nothing of it. */
async function attempt(desk: Desk, record: UserRecord): Promise<RecordOutcome> {
  try {
    await apply(desk, record);
    return { record };
  } catch (error) {
    return { record, message: messageOf(error) };
  }
}

async function apply(desk: Desk, record: UserRecord): Promise<void> {
  const { deps, work, caller } = desk;
  const user = await existing(desk, record);
  const change = changeFromWire(record, user);
  const prepared = (user ?? change.newLogin ?? change.newEmployeeNumber) ? undefined : await passwordOf(desk, record);
  await work.write(caller, async (ctx) => {
    const { user: made, outcome } = await deps.employeeImport.applyEmployee(ctx, change);
    if (outcome === 'created' && prepared) await deps.identity.storePassword(ctx, { userId: made.id, prepared });
  });
}

const existing = ({ deps: { identity }, work, caller }: Desk, record: UserRecord) =>
  work.read(
    caller,
    async (ctx) =>
      (await identity.findUserByEmployeeNumber(ctx, employeeNumberOf(record) ?? '')) ??
      (await identity.findUserByEmployeeNumber(ctx, record.NewEmployeeID ?? '')) ??
      (await identity.findUserByLogin(ctx, record.LoginId ?? '')),
  );

/** A new user needs a password, unless the company signs in elsewhere. That of an existing one is not looked at, says the page. */
async function passwordOf({ deps, work, caller }: Desk, record: UserRecord) {
  const { ssoOnly } = await work.read(caller, (ctx) => deps.company.getCompany(ctx));
  if (!record.Password && ssoOnly) return undefined;
  if (!record.Password) throw missing(['Password']);
  return deps.identity.preparePassword(work, caller, { login: record.LoginId ?? '', password: record.Password });
}

const NO_EMPLOYEE_ID = "This employee doesn't have an Employee ID. To update the password, the user must have an Employee ID.";

/** Why a password was not set; undefined when it was. */
async function setPassword({ deps: { identity }, work, caller }: Desk, record: PasswordRecord): Promise<string | undefined> {
  const { LoginID: login, Password: password } = record;
  if (!login || !password) return 'LoginID and Password are required.';
  const user = await work.read(caller, (ctx) => identity.findUserByLogin(ctx, login));
  if (!user) return 'Nobody has this login ID.';
  if (user.employeeNumber === undefined) return NO_EMPLOYEE_ID;
  try {
    await identity.setPassword(work, caller, { userId: user.id, password });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

export const batchRoutes = (deps: Deps): Route[] => [
  route({
    ...common,
    effect: 'manual',
    operation: 'saveUsers',
    path: '/users',
    summary: 'Adds and changes up to 500 users, each by itself and in their order',
    xmlRoot: 'user-batch-result',
    schema: { body: batchSchema, responses: { 200: batchResultSchema } },
    handler: async ({ work, caller, body }) => {
      await work.read(caller, (ctx) => deps.identity.assertAdministers(ctx, 'change'));
      const outcomes: RecordOutcome[] = [];
      for (const record of body.UserProfile) outcomes.push(await attempt({ deps, work, caller }, record));
      return { body: batchResult(outcomes) };
    },
  }),
  route({
    ...common,
    effect: 'manual',
    operation: 'setPasswords',
    path: '/Users/password',
    summary: 'Sets the passwords of up to 500 users, each by itself',
    xmlRoot: 'BatchResult',
    schema: { body: passwordBatchSchema, responses: { 200: passwordResultSchema } },
    handler: async ({ work, caller, body }) => {
      await work.read(caller, (ctx) => deps.identity.assertAdministers(ctx, 'set-password'));
      const records = [...(body.User ?? []), ...(body.UserProfile ?? [])];
      if (records.length === 0) throw new MalformedBody('it holds no users.');
      const outcomes: PasswordOutcome[] = [];
      for (const record of records) {
        const failure = await setPassword({ deps, work, caller }, record);
        outcomes.push({ login: record.LoginID ?? '', ...(failure === undefined ? {} : { failure }) });
      }
      return { body: passwordResult(outcomes) };
    },
  }),
];
