import type { Context } from '../../platform/context.ts';
import { hex32 } from '../../platform/ids/index.ts';
import type { Directory } from '../directory/index.ts';
import { insertCompany } from './company-queries.ts';
import { checkCompany, DEFAULT_PASSWORD_POLICY, type Company, type NewCompany } from './company.ts';

/** Entity codes look like those of the field: a p and twelve characters. */
const entityCodeOf = (id: string): string => `p${hex32(id).slice(-12).toLowerCase()}`;

/**
 * Founds the company that the unit of work was opened for: the caller chooses its id (`newId`) and names it as `companyId`, so that
 * the first audit entry and event already belong to it.
 * @throws CompanyInvalid
 */
export async function createCompany(
  deps: { directory: Pick<Directory, 'enter'> },
  ctx: Context,
  input: NewCompany,
): Promise<Company> {
  checkCompany(input);
  const id = ctx.companyId;
  const now = ctx.clock.now();
  const company = await insertCompany(ctx.tx, {
    id,
    entityCode: input.entityCode ?? entityCodeOf(id),
    name: input.name.trim(),
    domain: input.domain,
    dataCenter: input.dataCenter,
    edition: input.edition ?? 'professional',
    products: input.products ?? ['Expense', 'Invoice', 'Request', 'Travel'],
    defaultLanguage: input.defaultLanguage ?? 'en-US',
    countryCode: input.countryCode,
    currency: input.currency,
    address: input.address ?? { country: input.countryCode },
    travel: { active: true, isVendor: false, isBillable: true, contact: {}, ...input.travel },
    ssoOnly: input.ssoOnly ?? false,
    ipRanges: input.ipRanges ?? [],
    passwordPolicy: { ...DEFAULT_PASSWORD_POLICY, ...input.passwordPolicy },
    maintenance: false,
    signInClosed: false,
    test: input.test ?? false,
    dataRetentionPolicyId: undefined,
    createdAt: now,
    updatedAt: now,
  });
  await deps.directory.enter(ctx, { principalId: id, kind: 'company', companyId: id, dataCenter: input.dataCenter });
  ctx.record({ subjectKind: 'company', subjectId: id, action: 'created', details: { name: company.name } });
  return company;
}
