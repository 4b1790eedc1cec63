import Type, { type Static, type TSchema } from 'typebox';
import type { Decimal } from '../../../platform/money/money.ts';

/** Every document of the generation: `i:nil` for null, Y and N for truth. */
export const documentXml = (namespace: string) => ({ namespace, nil: 'i', boolean: 'YN' }) as const;

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** UTC to the second, without a zone. */
export const wireMoment = (moment: Date): string => moment.toISOString().slice(0, 19);

const MOMENT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2})?)?$/;

/** A moment that a caller wrote as YYYY-MM-DD or YYYY-MM-DDThh:mm:ss, in UTC; undefined for what is none. */
export function readMoment(text: string): Date | undefined {
  const [, day = '', time = 'T00:00'] = MOMENT.exec(text) ?? [];
  const moment = new Date(`${day}${time}Z`);
  // A day that its month has not rolls over into the next; year 0 is none of the database's calendar.
  const exists = !Number.isNaN(moment.getTime()) && !day.startsWith('0000') && moment.toISOString().startsWith(day);
  return exists ? moment : undefined;
}

/** How the generation writes "never". */
const NEVER = '0001-01-01T00:00:00';
export const wireMomentOrNever = (moment: Date | null): string => (moment ? wireMoment(moment) : NEVER);
export const wireDay = (day: string): string => `${day}T00:00:00`;

/** Amounts carry eight decimals, rates fourteen. */
export const wireAmount = (amount: Decimal): string => amount.toFixed(8);
export const wireRate = (rate: Decimal): string => rate.toFixed(14);

type TextFields<Name extends string> = Record<Name, ReturnType<typeof Type.String>>;

/** `Custom1` to `Custom20` and the like, each text and empty where there is no value. */
export function slots<Prefix extends string>(prefix: Prefix, count: number): TextFields<`${Prefix}${number}`> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}` as const);
  return Object.fromEntries(names.map((name) => [name, Type.String()])) as TextFields<`${Prefix}${number}`>;
}

/** The result of an action: api-reference/expense/expense-report/post-report-workflow-action. */
export const statusFields = { Message: Type.Optional(Type.String()), Status: Type.String() };
export type StatusFields = { Message?: string; Status: string };

export type { Static };

/** An input without the members that the caller left away. */
export const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
