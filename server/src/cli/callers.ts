import type { Caller } from '../platform/context.ts';
import { newId } from '../platform/ids/index.ts';
import type { Installation } from '../start/installation.ts';
import { StartRefused } from '../start/refusal.ts';

/** The command line acts as the program itself, in one company where it is told one. */
export const operator = ({ program }: Installation, companyId?: string): Caller => ({
  actor: { kind: 'system', ...(companyId ? { companyId } : {}) },
  ...(companyId ? { companyId } : {}),
  correlationId: newId(program.clock),
});

/** The demo company and its app, where there are any. */
export const demoOf = (installation: Installation) =>
  installation.program.unitOfWork.read(operator(installation), (ctx) => installation.program.modules.sandbox.find(ctx));

/** The company that was named by id, else the demo company. */
export async function companyIdOf(installation: Installation, given: string | undefined): Promise<string> {
  const { unitOfWork, modules } = installation.program;
  const companyId = given ?? (await demoOf(installation))?.companyId;
  if (companyId === undefined) throw new StartRefused('Name the company by its id: --company <id>.');
  const home = await unitOfWork.read(operator(installation), (ctx) => modules.directory.locatePrincipal(ctx.tx, companyId));
  if (home?.kind !== 'company') throw new StartRefused(`There is no company with the id ${companyId}.`);
  return home.companyId;
}
