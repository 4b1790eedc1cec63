import type { Context } from '../../platform/context.ts';
import type { Directory } from '../directory/index.ts';
import { selectCompany } from './company-queries.ts';
import { admitsAddress, type Company, type CompanyPatch, type NewCompany } from './company.ts';
import { createCompany } from './create-company.ts';
import { CompanyNotFound } from './errors.ts';
import { updateCompany } from './update-company.ts';

export { DEFAULT_PASSWORD_POLICY, type Company, type CompanyCard, type CompanyPatch, type NewCompany } from './company.ts';
export type { CompanyError } from './errors.ts';
export { CompanyNotFound } from './errors.ts';
export type { CompanyAddress, CompanyTravel, CompanyViews, Edition, PasswordPolicy, Product } from './tables.ts';

export function createCompanyModule(deps: { directory: Pick<Directory, 'enter'> }) {
  return {
    createCompany: (ctx: Context, input: NewCompany): Promise<Company> => createCompany(deps, ctx, input),
    updateCompany: (ctx: Context, patch: CompanyPatch): Promise<Company> => updateCompany(ctx, patch),
    /** The caller's company, or undefined where another data centre holds it. */
    findCompany: (ctx: Context): Promise<Company | undefined> => selectCompany(ctx.tx, ctx.companyId),
    /** The caller's company. @throws CompanyNotFound */
    getCompany: async (ctx: Context): Promise<Company> => {
      const company = await selectCompany(ctx.tx, ctx.companyId);
      if (!company) throw new CompanyNotFound(ctx.companyId);
      return company;
    },
    /** Whether a company lets its people sign in from an address. */
    admitsAddress,
  };
}

export type CompanyModule = ReturnType<typeof createCompanyModule>;
