import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal, toSql, ZERO } from '../../platform/money/money.ts';
import type { IdentityViews } from '../identity/index.ts';
import type { ComparedField } from './duplicate-rule.ts';
import { shown } from './form.ts';
import type { Spending } from './inputs.ts';
import type { AttendeeTable, AttendeeTables, AttendeeVersionTable } from './tables.ts';
import { toType, type TypeRow } from './type-queries.ts';
import type { Attendee, AttendeeFields, AttendeeType } from './types.ts';

const db = (ctx: Context) => tables<AttendeeTables & IdentityViews>(ctx.tx);
const yearOf = (ctx: Context): number => ctx.clock.now().getUTCFullYear();

/** An attendee with what it says now, and what decides who may see it. */
export type HeldAttendee = AttendeeFields &
  Pick<Attendee, 'id' | 'version' | 'currencyCode' | 'isDeleted'> & { readonly ownerId: string | null };

type VersionRow = Selectable<AttendeeVersionTable>;

const toFields = (row: VersionRow): AttendeeFields => ({
  lastName: row.last_name,
  firstName: row.first_name,
  middleInitial: row.middle_initial,
  suffix: row.suffix,
  title: row.title,
  company: row.company,
  externalId: row.external_id,
  custom: row.custom,
});

const fieldColumns = (fields: AttendeeFields) => ({
  last_name: fields.lastName,
  first_name: fields.firstName,
  middle_initial: fields.middleInitial,
  suffix: fields.suffix,
  title: fields.title,
  company: fields.company,
  external_id: fields.externalId,
  custom: JSON.stringify(fields.custom),
});

const attendees = (ctx: Context) =>
  db(ctx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_version as v', (join) =>
      join.onRef('v.company_id', '=', 'a.company_id').onRef('v.attendee_id', '=', 'a.id'),
    )
    .leftJoin('person as p', (join) => join.onRef('p.company_id', '=', 'a.company_id').onRef('p.id', '=', 'a.owner_id'))
    .selectAll('v')
    .select(['a.id', 'a.type_id', 'a.owner_id', 'a.currency_code', 'a.is_deleted'])
    .select(['p.login as owner_login', 'p.given_name as owner_given_name', 'p.family_name as owner_family_name'])
    .select([totalOf(yearOf(ctx)).as('this_year'), totalOf(yearOf(ctx) - 1).as('last_year')])
    .where('a.company_id', '=', ctx.companyId);

const totalOf = (year: number) => sql<string | null>`(select y.total from attendee_year y
  where y.company_id = a.company_id and y.attendee_id = a.id and y.year = ${year})`;

type Row = Awaited<ReturnType<ReturnType<typeof attendees>['execute']>>[number];

async function withTypes(ctx: Context, rows: readonly Row[]): Promise<Attendee[]> {
  const ids = [...new Set(rows.map(({ type_id }) => type_id))];
  if (ids.length === 0) return [];
  const found: TypeRow[] = await db(ctx)
    .selectFrom('attendee_type as t')
    .innerJoin('attendee_form as f', (join) => join.onRef('f.company_id', '=', 't.company_id').onRef('f.id', '=', 't.form_id'))
    .selectAll('t')
    .select(['f.name as form_name', 'f.fields as form_fields'])
    .where('t.company_id', '=', ctx.companyId)
    .where('t.id', 'in', ids)
    .execute();
  const types = new Map(found.map((row) => [row.id, toType(row)]));
  return rows.flatMap((row) => {
    const type = types.get(row.type_id);
    return type ? [toAttendee(row, type)] : [];
  });
}

function toAttendee(row: Row, type: AttendeeType): Attendee {
  const total = (amount: string | null) => (amount === null ? ZERO : decimal(amount));
  const [thisYear, lastYear] = [total(row.this_year), total(row.last_year)];
  const exceeds = (amount: typeof thisYear): boolean => type.yearlyLimit !== null && amount.gt(type.yearlyLimit);
  return {
    ...toFields(row),
    custom: shown(row.custom, type.form.fields),
    id: row.id,
    type,
    owner:
      row.owner_id === null
        ? null
        : {
            id: row.owner_id,
            login: row.owner_login ?? '',
            firstName: row.owner_given_name ?? '',
            lastName: row.owner_family_name ?? '',
          },
    version: row.number,
    currencyCode: row.currency_code,
    isDeleted: row.is_deleted,
    totalThisYear: thisYear,
    totalLastYear: lastYear,
    hasExceptionsThisYear: exceeds(thisYear),
    hasExceptionsLastYear: exceeds(lastYear),
  };
}

/** As the newest version says, or the named one; undefined for neither. */
export async function selectAttendee(ctx: Context, id: string, version?: number): Promise<Attendee | undefined> {
  const row = await attendees(ctx)
    .where('a.id', '=', id)
    .where('v.number', '=', version ?? sql.ref<number>('a.version'))
    .executeTakeFirst();
  return row && (await withTypes(ctx, [row]))[0];
}

/** The known among these ids, as their newest versions say. */
export const selectAttendees = async (ctx: Context, ids: readonly string[]): Promise<Attendee[]> =>
  ids.length === 0
    ? []
    : withTypes(ctx, await attendees(ctx).where('a.id', 'in', ids).whereRef('v.number', '=', 'a.version').execute());

export interface PageOf {
  /** Null: the system's. Undefined: everybody's. */
  readonly ownerId: string | null | undefined;
  readonly typeId?: string;
  readonly externalIds?: readonly string[];
  readonly after?: string;
  readonly limit: number;
}

/** Newest first, those that are there. */
export async function selectPage(ctx: Context, { ownerId, typeId, externalIds, after, limit }: PageOf): Promise<Attendee[]> {
  const rows = await attendees(ctx)
    .whereRef('v.number', '=', 'a.version')
    .where('a.is_deleted', '=', false)
    .$if(ownerId === null, (query) => query.where('a.owner_id', 'is', null))
    .$if(typeof ownerId === 'string', (query) => query.where('a.owner_id', '=', ownerId as string))
    .$if(typeId !== undefined, (query) => query.where('a.type_id', '=', typeId as string))
    .$if(externalIds !== undefined, (query) => query.where('v.external_id', 'in', externalIds as string[]))
    .$if(after !== undefined, (query) => query.where('a.id', '<', after as string))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
  return withTypes(ctx, rows);
}

/**
 * The attendee, locked for a change; deleted ones too. In two statements: joined with its version a lock that had to wait would find the new
 * attendee and no longer its old version.
 */
export async function lockAttendee(ctx: Context, id: string): Promise<(HeldAttendee & { readonly typeId: string }) | undefined> {
  const held = await db(ctx)
    .selectFrom('attendee')
    .select(['type_id', 'owner_id', 'version', 'currency_code', 'is_deleted'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!held) return undefined;
  const said = await db(ctx)
    .selectFrom('attendee_version')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('attendee_id', '=', id)
    .where('number', '=', held.version)
    .executeTakeFirstOrThrow();
  return {
    ...toFields(said),
    id,
    typeId: held.type_id,
    ownerId: held.owner_id,
    version: held.version,
    currencyCode: held.currency_code,
    isDeleted: held.is_deleted,
  };
}

const COLUMNS: Readonly<Record<string, string>> = {
  lastName: 'last_name',
  firstName: 'first_name',
  middleInitial: 'middle_initial',
  suffix: 'suffix',
  title: 'title',
  company: 'company',
  externalId: 'external_id',
};

export interface DuplicateSearch {
  readonly type: AttendeeType;
  readonly ownerId: string | null;
  readonly rule: ReadonlyMap<ComparedField, string | null>;
  /** The attendee itself, where it exists already. */
  readonly except?: string;
}

/** Another attendee that agrees in everything the rule names. Whoever looks for the same waits until this transaction has ended. */
export async function findDuplicate(ctx: Context, { type, ownerId, rule, except }: DuplicateSearch): Promise<string | undefined> {
  const sought = `attendee ${ctx.companyId} ${ownerId ?? ''} ${JSON.stringify([...rule])}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${sought}, 0))`.execute(ctx.tx);
  const saying = (name: ComparedField) => {
    const column = COLUMNS[name];
    return column ? sql`lower(btrim(${sql.ref(`v.${column}`)}))` : sql`lower(btrim(v.custom->${name}->>'value'))`;
  };
  const found = await db(ctx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_version as v', (join) =>
      join.onRef('v.company_id', '=', 'a.company_id').onRef('v.attendee_id', '=', 'a.id').onRef('v.number', '=', 'a.version'),
    )
    .innerJoin('attendee_type as t', (join) => join.onRef('t.company_id', '=', 'a.company_id').onRef('t.id', '=', 'a.type_id'))
    .select('a.id')
    .where('a.company_id', '=', ctx.companyId)
    .where('a.is_deleted', '=', false)
    .where('a.owner_id', ownerId === null ? 'is' : '=', ownerId)
    .where((where) =>
      type.searchesAcrossTypes
        ? where(sql`t.duplicate_fields @> ${fieldsOf(type)}::jsonb and t.duplicate_fields <@ ${fieldsOf(type)}::jsonb`, '=', true)
        : where('a.type_id', '=', type.id),
    )
    .where((where) => where.and([...rule].map(([name, value]) => where(saying(name), value === null ? 'is' : '=', value))))
    .$if(except !== undefined, (query) => query.where('a.id', '<>', except as string))
    .limit(1)
    .executeTakeFirst();
  return found?.id;
}

const fieldsOf = (type: AttendeeType): string => JSON.stringify(type.duplicateSearchFields);

export interface NewRow {
  readonly id: string;
  readonly typeId: string;
  readonly ownerId: string | null;
  readonly employeeId: string | null;
  readonly currencyCode: string;
  readonly fields: AttendeeFields;
}

export async function insertAttendee(ctx: Context, made: NewRow): Promise<void> {
  const now = ctx.clock.now();
  await db(ctx)
    .insertInto('attendee')
    .values({
      company_id: ctx.companyId,
      id: made.id,
      type_id: made.typeId,
      owner_id: made.ownerId,
      employee_id: made.employeeId,
      currency_code: made.currencyCode,
      created_at: now,
      modified_at: now,
    })
    .execute();
  await insertVersion(ctx, made.id, 1, made.fields);
}

export async function insertVersion(ctx: Context, attendeeId: string, number: number, fields: AttendeeFields): Promise<void> {
  await db(ctx)
    .insertInto('attendee_version')
    .values({
      company_id: ctx.companyId,
      attendee_id: attendeeId,
      number,
      ...fieldColumns(fields),
      created_at: ctx.clock.now(),
    })
    .execute();
}

export async function updateAttendee(
  ctx: Context,
  id: string,
  change: Partial<Pick<Selectable<AttendeeTable>, 'version' | 'owner_id' | 'currency_code' | 'is_deleted'>>,
): Promise<void> {
  await db(ctx)
    .updateTable('attendee')
    .set({ ...change, modified_at: ctx.clock.now() })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .execute();
}

/** The attendee that is this employee, or with null the one of a type that has but one. */
export async function findOfType(ctx: Context, typeCode: string, employeeId: string | null): Promise<string | undefined> {
  const found = await db(ctx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_type as t', (join) => join.onRef('t.company_id', '=', 'a.company_id').onRef('t.id', '=', 'a.type_id'))
    .select('a.id')
    .where('a.company_id', '=', ctx.companyId)
    .where('t.code', '=', typeCode)
    .where('a.employee_id', employeeId === null ? 'is' : '=', employeeId)
    .orderBy('a.id')
    .limit(1)
    .executeTakeFirst();
  return found?.id;
}

/** Whether anything was ever counted of it. */
export async function hasTotals(ctx: Context, attendeeId: string): Promise<boolean> {
  const found = await db(ctx)
    .selectFrom('attendee_year')
    .select('year')
    .where('company_id', '=', ctx.companyId)
    .where('attendee_id', '=', attendeeId)
    .where('total', '<>', '0')
    .executeTakeFirst();
  return found !== undefined;
}

/** Adds to totals, in the order of their keys: two reports that name the same attendees do not wait for each other crosswise. */
export async function addToYears(ctx: Context, sums: readonly Spending[]): Promise<void> {
  if (sums.length === 0) return;
  const inOrder = sums.toSorted((a, b) =>
    a.attendeeId === b.attendeeId ? a.year - b.year : a.attendeeId < b.attendeeId ? -1 : 1,
  );
  await db(ctx)
    .insertInto('attendee_year')
    .values(
      inOrder.map(({ attendeeId, year, amount }) => ({
        company_id: ctx.companyId,
        attendee_id: attendeeId,
        year,
        total: toSql(amount),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'attendee_id', 'year'])
        .doUpdateSet({ total: sql<string>`attendee_year.total + excluded.total` }),
    )
    .execute();
}

export async function setYear(ctx: Context, { attendeeId, year, amount }: Spending): Promise<void> {
  const total = toSql(amount);
  await db(ctx)
    .insertInto('attendee_year')
    .values({ company_id: ctx.companyId, attendee_id: attendeeId, year, total })
    .onConflict((conflict) => conflict.columns(['company_id', 'attendee_id', 'year']).doUpdateSet({ total }))
    .execute();
}

/** What of these an expense of this owner may name. */
export const selectChoosable = (ctx: Context, ownerId: string, ids: readonly string[]) =>
  db(ctx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_type as t', (join) => join.onRef('t.company_id', '=', 'a.company_id').onRef('t.id', '=', 'a.type_id'))
    .select(['a.id', 'a.version', 'a.currency_code', 'a.is_deleted'])
    .select(['t.code', 't.allows_count_editing', 't.is_active', 't.is_deleted as is_type_deleted'])
    .where('a.company_id', '=', ctx.companyId)
    .where('a.id', 'in', ids)
    .where((where) => where.or([where('a.owner_id', 'is', null), where('a.owner_id', '=', ownerId)]))
    .execute();
