import type { ConnectionRequest } from '../../src/modules/connection-request/index.ts';
import type { NewUser, User } from '../../src/modules/identity/index.ts';
import { registerApp, SYSTEM, type TestApp } from './apps.ts';
import { foundCompany, hire } from './people.ts';
import type { TestProgram } from './program.ts';
import { clientOf, type Reply } from './reports.ts';

const QUEUE = '/api/v3.2/common/connectionrequests';

/** A test company with people, a supplier's app that serves everybody, and a hand for each thing that they do. */
export async function triplinkWorld(program: TestProgram) {
  const call = clientOf(program);
  const company = await foundCompany(program, { test: true });
  const supplier = await registerApp(program, { name: 'Skylark Airways', scopes: ['CONREQ', 'openid'] });
  /** A header that outlives the hour of a real token: these tests move the clock by days. */
  const tokenOf = (app: TestApp): string => program.actingAs({ kind: 'app', appId: app.id, scopes: new Set(app.scopes) });
  const as = tokenOf(supplier);
  const { connectionRequests } = program.modules;

  const request = (user: User, wish: { supplierId?: string; loyaltyNumber?: string } = {}): Promise<ConnectionRequest> =>
    program.unitOfWork.write({ ...company, companyId: user.companyId }, (ctx) =>
      connectionRequests.requestConnection(ctx, { userId: user.id, supplierId: supplier.id, ...wish }),
    );
  const employ = (given: Partial<NewUser> = {}): Promise<User> => hire(program, company, given);

  return {
    call,
    company,
    supplier,
    as,
    tokenOf,
    employ,
    request,
    /** So many new people who ask for a connection, a second apart. */
    crowd: async (size: number): Promise<void> => {
      for (let one = 0; one < size; one += 1) {
        await request(await employ());
        program.clock.advance(1000);
      }
    },
    /** A poll by the supplier, in JSON; `query` begins with a question mark. */
    poll: (query = '', by = as): Promise<Reply> => call('GET', `${QUEUE}${query}`, { as: by }),
    put: (id: string, status: string, by = as): Promise<Reply> => call('PUT', `${QUEUE}/${id}`, { as: by, body: { status } }),
    /** The mails that committed units of work left, as `to: subject`. */
    mails: (): string[] =>
      program.enqueued
        .filter(({ name }) => name === 'mail.send')
        .map(({ data }) => `${String(data['to'])}: ${String(data['subject'])}`),
    connectionsOf: async (user: User): Promise<string[]> => {
      const found = await program.unitOfWork.read({ ...SYSTEM, companyId: user.companyId }, (ctx) =>
        program.modules.oauth.listConnections(ctx, user.id),
      );
      return found.map(({ appId }) => appId);
    },
  };
}
