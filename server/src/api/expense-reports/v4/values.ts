import Type, { type Static, type TSchema, type TString } from 'typebox';
import type { Amount as DomainAmount, CustomChanges, CustomValues, Person } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { toWire, type Decimal } from '../../../platform/money/money.ts';

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const text = nullable(Type.String());
export const oneOf = <T extends string>(...values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: values });
export const closed = { additionalProperties: false } as const;

/** The parameters that a path names. */
export const pathParams = (path: string) =>
  Type.Object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, Type.String({ minLength: 1 })])) as Record<
      string,
      TString
    >,
  );
export type Params = Readonly<Record<string, string | undefined>>;

export const amountSchema = Type.Object({ value: Type.Number(), currencyCode: Type.String() });
export const amount = (value: Decimal, currencyCode: string): Static<typeof amountSchema> => ({
  value: toWire(value),
  currencyCode,
});
export const amountOf = ({ amount: value, currencyCode }: DomainAmount) => amount(value, currencyCode);

export const employeeSchema = Type.Object({ employeeId: text, employeeUuid: Type.String() });
export const employee = (person: Person): Static<typeof employeeSchema> => ({
  employeeId: person.employeeId,
  employeeUuid: person.id,
});

export const linkSchema = Type.Object({
  rel: Type.String(),
  href: Type.String(),
  hreflang: Type.Null(),
  media: Type.Null(),
  title: Type.Null(),
  type: Type.Null(),
  deprecation: Type.Null(),
  method: Type.String(),
  isTemplated: Type.Boolean(),
});
export const link = (rel: string, href: string): Static<typeof linkSchema> => ({
  rel,
  href,
  hreflang: null,
  media: null,
  title: null,
  type: null,
  deprecation: null,
  method: 'GET',
  isTemplated: false,
});

export const customDataSchema = Type.Array(
  Type.Object({ id: Type.String(), value: text, isValid: Type.Boolean(), listItemUrl: text }),
);
/** A list value shows its item's id: api-reference/expense/expense-report/v4.reports#custom-data-schema. */
export const customData = (values: CustomValues, origin: string): Static<typeof customDataSchema> =>
  Object.entries(values).map(([id, { value, listItemId }]) => ({
    id,
    value: listItemId ? hex32(listItemId) : value,
    isValid: true,
    listItemUrl: listItemId ? `${origin}/list/v4/items?id=${hex32(listItemId)}` : null,
  }));

/** `custom1` to `customN` (the samples also write custom09) and `orgUnit1` to `orgUnit6`; what the server says of a value is let pass. */
export const customDataInput = (slots: number) =>
  Type.Array(
    Type.Object(
      {
        id: Type.String({
          pattern: `^(custom0?[1-9]|custom[1-${Math.floor(slots / 10) - 1}][0-9]|custom${slots}|orgUnit[1-6])$`,
        }),
        value: Type.Optional(nullable(Type.String({ maxLength: 48 }))),
        isValid: Type.Optional(Type.Boolean()),
        listItemUrl: Type.Optional(text),
      },
      closed,
    ),
  );
type CustomDataInput = Static<ReturnType<typeof customDataInput>>;
export const customChanges = (items: CustomDataInput): CustomChanges =>
  Object.fromEntries(items.map(({ id, value }) => [id.replace(/^custom0/, 'custom'), value == null ? null : { value }]));

/** An input without the members that the caller left away. */
export const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
