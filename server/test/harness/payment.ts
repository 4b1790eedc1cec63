import { sql } from 'kysely';
import type { Access, EntryFields, Expense, JournalEntry, Report } from '../../src/modules/expense/index.ts';
import type { User } from '../../src/modules/identity/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { asCompany, asUser, inContext, readReport, run, submitted, type Office } from './expense.ts';
import type { TestProgram } from './program.ts';

const ANY: Access = { kind: 'any' };

/** What happens to a report after its submission, each step by who does it. */
export function cashDesk(program: TestProgram, office: Office) {
  const approve = (user: User, access: Access, reportId: string) =>
    run(program, asUser(user), (expense, ctx) => expense.approveReport(ctx, { access, reportId }));

  /** Passed by manager and processor. */
  const approved = async (entries?: readonly EntryFields[]): Promise<Report> => {
    const report = await submitted(program, office, entries);
    await approve(office.manager, inContext('MANAGER', office.manager), report.id);
    await approve(office.processor, ANY, report.id);
    return readReport(program, office, report.id);
  };

  /** By the company's token unless by a user; `done`, or the code of the refusal. */
  const pay = (
    verb: 'markProcessing' | 'holdPayment' | 'releasePayment' | 'markPaid' | 'confirmPayment',
    report: Pick<Report, 'id'>,
    given: { by?: User; onlyExtracted?: boolean; jobRunKey?: string } = {},
  ): Promise<string> => {
    const { by, ...rest } = given;
    return run(program, by ? asUser(by) : asCompany(office), (expense, ctx) =>
      expense[verb](ctx, { access: ANY, reportId: report.id, ...rest }),
    ).then(
      () => 'done',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
  };

  const asked = <T>(work: (expense: Expense, ctx: Context) => Promise<T>): Promise<T> => run(program, asCompany(office), work);
  const journal = (report: Pick<Report, 'id'>): Promise<readonly JournalEntry[]> =>
    asked((expense, ctx) => expense.journalOf(ctx, { access: ANY, reportId: report.id }));

  /** What programs are told of its changes of status. */
  const told = async (report: Pick<Report, 'id'>): Promise<readonly Record<string, unknown>[]> => {
    const { rows } = await sql<{ facts: Record<string, unknown> }>`select facts from event
      where subject_id = ${report.id} and event_type = 'statusChanged' order by id`.execute(program.database.root);
    return rows.map(({ facts }) => facts);
  };

  return { approved, pay, asked, journal, told };
}
