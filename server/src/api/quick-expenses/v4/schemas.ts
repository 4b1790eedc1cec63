import Type, { type TSchema } from 'typebox';
import type { PaymentKind } from '../../../modules/quick-expense/index.ts';
import type { Upload } from '../../../platform/http/multipart.ts';

const closed = { additionalProperties: false } as const;
const maybe = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = maybe(Type.String());

export const pathSchema = Type.Object({ userId: Type.String({ minLength: 1 }), contextType: Type.String({ minLength: 1 }) });

export const requestSchema = Type.Object(
  {
    comment: text,
    entryDetails: text,
    expenseTypeId: Type.String({ minLength: 1, maxLength: 5 }),
    location: maybe(Type.Object({ city: text, countryCode: text, countrySubDivisionCode: text, id: text, name: text }, closed)),
    paymentTypeId: maybe(Type.Unsafe<PaymentKind>({ type: 'string', enum: ['CASHX', 'CPAID', 'PENDC'] })),
    transactionAmount: Type.Object({ currencyCode: Type.String(), value: Type.Number() }, closed),
    transactionDate: Type.String(),
    vendor: text,
  },
  closed,
);

export const imageRequestSchema = Type.Object({
  fileContent: Type.Unsafe<Upload>({ type: 'string', format: 'binary' }),
  quickExpenseRequest: requestSchema,
});

export const createdSchema = Type.Object({ quickExpenseIdUri: Type.String() });
