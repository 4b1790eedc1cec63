import type { Context } from '../../platform/context.ts';
import { addToYears } from './attendee-queries.ts';
import { changeType, createForm, createType, deleteType } from './configure.ts';
import { createDefaults } from './defaults.ts';
import type { AttendeeDeps } from './deps.ts';
import type * as Input from './inputs.ts';
import { changeAttendee, createAttendee, deleteAttendee } from './keep-attendees.ts';
import { employeeAttendee, noShows } from './keep-system-attendees.ts';
import { getAttendee, getAttendees, searchAttendees } from './read-attendees.ts';
import { selectForms, selectTypes } from './type-queries.ts';
import type { Attendee, AttendeeForm, AttendeeType, Page, PageRequest } from './types.ts';
import { findForExpense, type Chosen } from './find-for-expense.ts';

export * from './errors.ts';
export type * from './inputs.ts';
export type * from './types.ts';
export type { Chosen };

/**
 * People whom money is spent on, besides the spender. Ids are UUIDs. Another company's attendee, and another person's private one, does not exist.
 * With `userId` an administrator or a company token asks in that user's place.
 */
export interface Attendees {
  getAttendee(
    ctx: Context,
    input: Input.InPlaceOf & { readonly attendeeId: string; readonly version?: number; readonly includeDeleted?: boolean },
  ): Promise<Attendee>;
  /** The known and visible among these, in the order in which they are named. */
  getAttendees(
    ctx: Context,
    input: Input.InPlaceOf & { readonly attendeeIds: readonly string[]; readonly includeDeleted?: boolean },
  ): Promise<readonly Attendee[]>;
  /** Those that the viewer sees, newest first. A type that the company has not has no attendees. */
  searchAttendees(ctx: Context, search: Input.AttendeeSearch, page: PageRequest): Promise<Page<Attendee>>;
  createAttendee(
    ctx: Context,
    input: Input.NewAttendee & Input.InPlaceOf & { readonly type: Input.TypeReference },
  ): Promise<{ readonly id: string }>;
  changeAttendee(
    ctx: Context,
    input: Input.InPlaceOf & { readonly attendeeId: string; readonly changes: Input.AttendeeChanges },
  ): Promise<void>;
  deleteAttendee(ctx: Context, input: Input.InPlaceOf & { readonly attendeeId: string }): Promise<void>;

  /** The attendee that one of the company's people is, made at its first use. */
  employeeAttendee(ctx: Context, userId: string): Promise<string>;
  /** The one attendee that stands for everybody who was expected and did not come. */
  noShows(ctx: Context): Promise<string>;
  /** What an expense of this owner may name among these: shared ones and the owner's, deleted ones marked. In one statement. */
  findForExpense(ctx: Context, ownerId: string, attendeeIds: readonly string[]): Promise<ReadonlyMap<string, Chosen>>;
  /** Moves totals of years. */
  addSpending(ctx: Context, spending: readonly Input.Spending[]): Promise<void>;

  /** By name, deleted ones too. */
  listTypes(ctx: Context): Promise<readonly AttendeeType[]>;
  createType(ctx: Context, input: Input.NewType): Promise<AttendeeType>;
  changeType(ctx: Context, input: { readonly typeId: string; readonly changes: Input.TypeChanges }): Promise<void>;
  deleteType(ctx: Context, input: { readonly typeId: string }): Promise<void>;
  createForm(ctx: Context, input: Input.NewForm): Promise<AttendeeForm>;
  listForms(ctx: Context): Promise<readonly AttendeeForm[]>;
  /** The types and forms that every company starts with. */
  createDefaults(ctx: Context): Promise<void>;
}

export function createAttendees(deps: AttendeeDeps): Attendees {
  /** The use case without its dependencies. */
  const given =
    <Rest extends unknown[], T>(useCase: (ctx: Context, deps: AttendeeDeps, ...rest: Rest) => Promise<T>) =>
    (ctx: Context, ...rest: Rest): Promise<T> =>
      useCase(ctx, deps, ...rest);

  return {
    getAttendee: given(getAttendee),
    getAttendees: given(getAttendees),
    searchAttendees: given(searchAttendees),
    createAttendee: given(createAttendee),
    changeAttendee: given(changeAttendee),
    deleteAttendee: given(deleteAttendee),
    employeeAttendee: given(employeeAttendee),
    noShows,
    findForExpense,
    addSpending: addToYears,
    listTypes: selectTypes,
    createType: given(createType),
    changeType: given(changeType),
    deleteType: given(deleteType),
    createForm: given(createForm),
    listForms: selectForms,
    createDefaults: given(createDefaults),
  };
}
