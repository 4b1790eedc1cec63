import type { NewUser, User } from '../../src/modules/identity/index.ts';
import type { Actor } from '../../src/platform/actor.ts';
import type { Caller } from '../../src/platform/context.ts';
import { decimal } from '../../src/platform/money/money.ts';
import { foundCompany, hire } from './people.ts';
import { testProgram, type TestProgram } from './program.ts';

const APP = '0195a000-0000-7000-8000-00000000a99a';

/** Every scope that the façades of expense reports ask for. */
const SCOPES = ['expense.report.read', 'expense.report.readwrite', 'expense.report.workflowstatus.write', 'EXPRPT'];

/** A company with everyone whom a report meets on its way, and the tokens they hold. */
export interface Cast {
  readonly home: Caller & { companyId: string };
  readonly traveler: User;
  readonly manager: User;
  readonly processor: User;
  readonly admin: User;
  readonly colleague: User;
  readonly policyId: string;
  as(user: User, scopes?: readonly string[]): string;
  asCompany(scopes?: readonly string[]): string;
}

export async function castOf(program: TestProgram): Promise<Cast> {
  const home = await foundCompany(program);
  const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
  const staff = (given: Partial<NewUser>, ...codes: string[]) =>
    hire(program, home, { spend, roles: ['EXP_USER', ...codes].map((code) => ({ code })), ...given });
  const manager = await staff({ name: { givenName: 'Mia', familyName: 'Manager' } }, 'EXP_APPROVER');
  const traveler = await staff({ name: { givenName: 'Terry', familyName: 'Traveler' }, employeeNumber: 'E-7' });
  const processor = await staff({ name: { givenName: 'Pat', familyName: 'Processor' } }, 'EXP_PROCESSOR');
  const admin = await staff({ name: { givenName: 'Ada', familyName: 'Admin' } }, 'SHD_WEB_SERVICES_ADMIN');
  const colleague = await staff({ name: { givenName: 'Cole', familyName: 'League' } });
  const policy = await program.unitOfWork.write(home, async (ctx) => {
    const { identity, expense, exchangeRates } = program.modules;
    for (const { id } of [traveler, colleague])
      await identity.setApprovers(ctx, {
        userId: id,
        approvers: [{ kind: 'report', approverId: manager.id, primary: true }],
      });
    await exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-01-01', rate: decimal('1.25') }]);
    return expense.createDefaults(ctx, { currencyCode: 'USD' });
  });
  const { companyId } = home;
  const token = (actor: Actor) => program.actingAs(actor);
  return {
    home,
    traveler,
    manager,
    processor,
    admin,
    colleague,
    policyId: policy.id,
    as: (user, scopes = SCOPES) => token({ kind: 'user', userId: user.id, companyId, appId: APP, scopes: new Set(scopes) }),
    asCompany: (scopes = SCOPES) => token({ kind: 'company', companyId, appId: APP, scopes: new Set(scopes) }),
  };
}

/** A program, a company and another one, and what people of the first hold of these scopes. */
export interface TwoCompanies {
  readonly program: TestProgram;
  readonly cast: Cast;
  readonly theirs: Cast;
  readonly call: Client;
  readonly as: Readonly<Record<'traveler' | 'colleague' | 'admin' | 'company', string>>;
}

export async function twoCompanies(scopes: readonly string[]): Promise<TwoCompanies> {
  const program = await testProgram();
  const cast = await castOf(program);
  return {
    program,
    cast,
    theirs: await castOf(program),
    call: clientOf(program),
    as: {
      traveler: cast.as(cast.traveler, scopes),
      colleague: cast.as(cast.colleague, scopes),
      admin: cast.as(cast.admin, scopes),
      company: cast.asCompany(scopes),
    },
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body where it is JSON. */
  readonly json: Json;
}
// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what it expects and fails where it is not there
export type Json = any;

export interface CallOptions {
  readonly as?: string;
  readonly body?: unknown;
  readonly xml?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of the program: JSON unless told otherwise. */
export const clientOf =
  (program: TestProgram) =>
  async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, options: CallOptions = {}): Promise<Reply> => {
    const payload = options.xml ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await program.app.inject({
      method,
      url: url.replace(/^https?:\/\/[^/]+/, ''),
      headers: {
        host: 'us.localhost:8080',
        ...(options.accept === '' ? {} : { accept: options.accept ?? 'application/json' }),
        ...(options.as ? { authorization: options.as } : {}),
        ...(payload === undefined ? {} : { 'content-type': options.xml ? 'application/xml' : 'application/json' }),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const isJson = String(response.headers['content-type']).includes('json') && response.body !== '';
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      json: isJson ? response.json() : undefined,
    };
  };

export type Client = ReturnType<typeof clientOf>;

/** The text of the first element of a name. */
export function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([^<]*)</)`).exec(xml);
  return found ? (found[1] ?? '') : undefined;
}
