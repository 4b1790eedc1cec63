import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { AREAS, AUTHORITIES, FIRST_DAY, type AuthorityPlan } from './catalogue.ts';
import type { CatalogueRows } from './tax-queries.ts';

type Rows = { -readonly [Table in keyof CatalogueRows]: CatalogueRows[Table][number][] };

/** The catalogue as rows of a company. */
export function defaultTaxes(ctx: Context): CatalogueRows {
  const rows: Rows = { tax_authority: [], tax_area: [], tax_rate_type: [], tax_rate: [], tax_rule: [] };
  const ids = new Map(AUTHORITIES.map((plan) => [plan.code, addAuthority(ctx, rows, plan)]));
  for (const [place, codes] of Object.entries(AREAS)) {
    const subdivision_code = place.length === 2 ? '' : place;
    codes.forEach((code, index) => {
      const at = { country_code: place.slice(0, 2), subdivision_code, position: index + 1, authority_id: ids.get(code) ?? '' };
      rows.tax_area.push({ company_id: ctx.companyId, ...at });
    });
  }
  return rows;
}

function addAuthority(ctx: Context, rows: Rows, plan: AuthorityPlan): string {
  const company_id = ctx.companyId;
  const { code, name, label } = plan;
  const id = newId(ctx.clock);
  rows.tax_authority.push({ company_id, id, code, name, label });
  const rateTypes = new Map(
    Object.entries(plan.rates).map(([kind, periods]) => {
      const rateType = { id: newId(ctx.clock), code: kind, name: (kind[0] ?? '').toUpperCase() + kind.slice(1) };
      rows.tax_rate_type.push({ company_id, authority_id: id, ...rateType });
      for (const [start_date, percent] of pairs(periods))
        rows.tax_rate.push({ company_id, rate_type_id: rateType.id, start_date, percent });
      return [kind, rateType.id];
    }),
  );
  for (const rule of plan.rules) addRule(ctx, rows, { id, code, rateTypes }, rule);
  return id;
}

/** `day percent day percent ...` */
function pairs(text: string): [string, string][] {
  const words = text.split(' ');
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as [string, string]] : []));
}

function addRule(
  ctx: Context,
  rows: Rows,
  authority: { id: string; code: string; rateTypes: ReadonlyMap<string, string> },
  rule: string,
): void {
  const [types = '', kind = '', reclaim_percent = '0', start_date = FIRST_DAY] = rule.split(' ');
  for (const type of types === '*' ? [''] : types.split(','))
    rows.tax_rule.push({
      company_id: ctx.companyId,
      id: newId(ctx.clock),
      authority_id: authority.id,
      expense_type_id: type,
      start_date,
      rate_type_id: authority.rateTypes.get(kind) ?? null,
      reclaim_percent,
      tax_code: kind === 'exempt' ? null : `${authority.code}-${kind.slice(0, 3).toUpperCase()}`,
      reclaim_code: Number(reclaim_percent) === 0 ? null : `R${reclaim_percent}`,
    });
}
