import type { Static } from 'typebox';
import type { NewQuickExpense, QuickExpenses, QuickLocation } from '../../../modules/quick-expense/index.ts';
import { MOST_BYTES, type Receipts } from '../../../modules/receipt/index.ts';
import { facade, route, type Facade, type Quota, type Request, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { hex32, parseUuid } from '../../../platform/ids/index.ts';
import { readAmount, readCurrency } from '../../amounts.ts';
import { v4Forbidding } from '../../dialects/v4/v4.ts';
import { createdSchema, imageRequestSchema, pathSchema, requestSchema } from './schemas.ts';

interface Deps {
  readonly quickExpenses: Pick<QuickExpenses, 'createQuickExpense'>;
  readonly receipts: Pick<Receipts, 'keep' | 'letGo'>;
}
type Params = Static<typeof pathSchema>;

const DOC = 'api-reference/expense/quick-expense/v4.quick-expense.md';
const PREFIX = '/quickexpense/v4';
const PATH = '/users/{userId}/context/{contextType}/quickexpenses';

/** Both operations together: api-reference/expense/quick-expense/v4.quick-expense#limitations. */
const QUOTA: Quota = { name: 'quick-expense', calls: 120, seconds: 300, per: 'userId' };

/** What users note on the way, with or without the image of the receipt. */
export const quickExpensesV4 = (deps: Deps): Facade =>
  facade({
    family: 'quick-expenses',
    version: 'v4',
    dialect: v4Forbidding,
    prefix: PREFIX,
    routes: [creation(deps), creationWithImage(deps)],
  });

const shared = {
  method: 'POST',
  doc: DOC,
  scopes: ['quickexpense.writeonly'],
  principals: ['user', 'company'],
  quota: QUOTA,
} as const;

const creation = ({ quickExpenses }: Deps): Route =>
  route({
    ...shared,
    operation: 'createQuickExpense',
    path: PATH,
    summary: 'Adds a quick expense without an image',
    schema: { params: pathSchema, body: requestSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site }) => {
      const { id } = await quickExpenses.createQuickExpense(ctx, fromWire(params, body));
      return { body: created(site.origin, params, id) };
    },
  });

/** The image is kept before the transaction begins, and let go of where that fails. */
const creationWithImage = ({ quickExpenses, receipts }: Deps): Route =>
  route({
    ...shared,
    operation: 'createQuickExpenseWithImage',
    effect: 'manual',
    path: `${PATH}/image`,
    summary: 'Adds a quick expense with the image of its receipt: PNG, JPEG, TIFF or PDF, up to 50 MB',
    consumes: ['multipart'],
    bodyLimit: MOST_BYTES,
    schema: { params: pathSchema, body: imageRequestSchema, responses: { 201: createdSchema } },
    handler: async ({ params, body, site, caller, work, actor }) => {
      const input = fromWire(params, body.quickExpenseRequest);
      const { bytes, fileName } = body.fileContent;
      const image = await receipts.keep({ companyId: companyOf(actor), bytes, fileName });
      try {
        const { id } = await work.write(caller, (ctx) => quickExpenses.createQuickExpense(ctx, { ...input, image }));
        return { body: created(site.origin, params, id) };
      } catch (refused) {
        await receipts.letGo(image);
        throw refused;
      }
    },
  });

/** Only users and companies are let in, and both have one. */
const companyOf = (actor: Request['actor']): string => ('companyId' in actor ? (actor.companyId ?? '') : '');

const created = (origin: string, { userId }: Params, id: string): Static<typeof createdSchema> => ({
  quickExpenseIdUri: `${origin}${PREFIX}/users/${userId.toLowerCase()}/context/TRAVELER/quickexpenses/${hex32(id)}`,
});

function fromWire({ userId, contextType }: Params, body: Static<typeof requestSchema>): NewQuickExpense {
  const ownerId = parseUuid(userId);
  if (!ownerId) throw new InvalidInput('path', [{ path: 'userId', rule: 'format', message: 'Invalid userId' }]);
  if (contextType !== 'TRAVELER')
    throw new InvalidInput('path', [{ path: 'contextType', rule: 'enum', message: 'Specified context not supported' }]);
  return {
    ownerId,
    // The page's two words for "not yet chosen".
    expenseTypeId: body.expenseTypeId === 'NULL' ? 'UNDEF' : body.expenseTypeId,
    transactionDate: body.transactionDate,
    transactionAmount: readAmount('transactionAmount.value', body.transactionAmount.value),
    transactionCurrency: readCurrency('transactionAmount.currencyCode', body.transactionAmount.currencyCode),
    ...(body.paymentTypeId ? { paymentType: body.paymentTypeId } : {}),
    ...(body.vendor ? { vendorName: body.vendor } : {}),
    ...(body.comment ? { comment: body.comment } : {}),
    ...(body.entryDetails ? { entryDetails: body.entryDetails } : {}),
    ...(body.location ? { location: said(body.location) } : {}),
  };
}

/** Without what is empty or null. */
const said = (location: Readonly<Record<string, string | null | undefined>>): QuickLocation =>
  Object.fromEntries(Object.entries(location).filter(([, value]) => value));
