import type { Context } from '../../platform/context.ts';
import { selectCompany, updateCompany as writeCompany } from './company-queries.ts';
import { checkRanges, type Company, type CompanyPatch } from './company.ts';
import { CompanyInvalid, CompanyNotFound } from './errors.ts';

/** Changes the caller's company. @throws CompanyNotFound, CompanyInvalid */
export async function updateCompany(ctx: Context, patch: CompanyPatch): Promise<Company> {
  const before = await selectCompany(ctx.tx, ctx.companyId);
  if (!before) throw new CompanyNotFound(ctx.companyId);
  if (patch.name?.trim() === '') throw new CompanyInvalid('name', 'must not be empty');
  checkRanges(patch.ipRanges ?? []);
  const after = { ...before, ...patch, updatedAt: ctx.clock.now() };
  await writeCompany(ctx.tx, after);
  ctx.record({ subjectKind: 'company', subjectId: before.id, action: 'updated', details: { changed: Object.keys(patch) } });
  return after;
}
