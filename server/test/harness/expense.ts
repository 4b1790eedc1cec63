import type {
  Access,
  ContextType,
  EntryFields,
  EntryWithParts,
  Expense,
  PaymentType,
  Report,
} from '../../src/modules/expense/index.ts';
import type { User } from '../../src/modules/identity/index.ts';
import type { Caller, Context } from '../../src/platform/context.ts';
import { decimal } from '../../src/platform/money/money.ts';
import { foundCompany, hire } from './people.ts';
import type { TestProgram } from './program.ts';

/** A company with the defaults, and one person of each part in the life of a report. */
export interface Office {
  readonly company: Caller & { companyId: string };
  readonly traveler: User;
  readonly manager: User;
  readonly processor: User;
  readonly admin: User;
  readonly colleague: User;
  readonly paymentTypes: Readonly<Record<string, PaymentType>>;
}

export async function openOffice(program: TestProgram): Promise<Office> {
  const company = await foundCompany(program);
  const { identity, expense } = program.modules;
  const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
  const someone = (givenName: string, familyName: string, roles: string[] = []) =>
    hire(program, company, {
      name: { givenName, familyName },
      spend,
      roles: ['EXP_USER', ...roles].map((code) => ({ code })),
    });
  const manager = await someone('Mona', 'Reed', ['EXP_APPROVER']);
  const traveler = await someone('Terry', 'Brown');
  const processor = await someone('Pia', 'Stone', ['EXP_PROCESSOR']);
  const admin = await someone('Ada', 'Lake', ['SHD_WEB_SERVICES_ADMIN']);
  const colleague = await someone('Cole', 'West');
  const paymentTypes = await program.unitOfWork.write(company, async (ctx) => {
    await identity.setApprovers(ctx, {
      userId: traveler.id,
      approvers: [{ kind: 'report', approverId: manager.id, primary: true }],
    });
    await expense.createDefaults(ctx, { currencyCode: 'USD' });
    return expense.listPaymentTypes(ctx);
  });
  return {
    company,
    traveler,
    manager,
    processor,
    admin,
    colleague,
    paymentTypes: Object.fromEntries(paymentTypes.map((type) => [type.code, type])),
  };
}

/** The token of a user, and that of the company. */
export const asUser = (user: User): Caller => ({
  actor: { kind: 'user', userId: user.id, companyId: user.companyId, appId: 'app', scopes: new Set() },
  correlationId: 'test',
});
export const asCompany = (office: Office): Caller => ({
  actor: { kind: 'company', companyId: office.company.companyId, appId: 'app', scopes: new Set() },
  correlationId: 'test',
});

export const inContext = (context: ContextType, user: User): Access => ({ kind: 'user', context, userId: user.id });

/** One use case in a unit of work of its own. */
export const run = <T>(program: TestProgram, caller: Caller, work: (expense: Expense, ctx: Context) => Promise<T>): Promise<T> =>
  program.unitOfWork.write(caller, (ctx) => work(program.modules.expense, ctx));

/** A lunch of 12 dollars, paid in cash; what matters to a test is said by it. */
export const lunch = (office: Office, given: Partial<EntryFields> = {}): EntryFields => ({
  expenseTypeId: 'LUNCH',
  transactionDate: '2026-02-27',
  transactionAmount: decimal(12),
  transactionCurrency: 'USD',
  paymentTypeId: office.paymentTypes['CASH']?.id ?? '',
  ...given,
});

/** The report as it stands now, as a company token sees it. */
export const readReport = (program: TestProgram, office: Office, reportId: string): Promise<Report> =>
  run(program, asCompany(office), (expense, ctx) => expense.getReport(ctx, { access: { kind: 'company' }, reportId }));

/** A report of the traveler's, by default with one lunch. */
export const newReport = async (
  program: TestProgram,
  office: Office,
  entries: readonly EntryWithParts[] = [lunch(office)],
): Promise<Report> => {
  const { id } = await run(program, asUser(office.traveler), (expense, ctx) =>
    expense.createReport(ctx, { access: inContext('TRAVELER', office.traveler), name: 'February', entries }),
  );
  return readReport(program, office, id);
};

export const submitted = async (program: TestProgram, office: Office, entries?: readonly EntryWithParts[]): Promise<Report> => {
  const report = await newReport(program, office, entries);
  await run(program, asUser(office.traveler), (expense, ctx) =>
    expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
  );
  return readReport(program, office, report.id);
};
