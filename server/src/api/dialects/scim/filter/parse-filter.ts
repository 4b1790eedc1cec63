import { parse, type Filter } from 'scim2-parse-filter';
import { badFilter, tokens, type FilterValue } from './tokens.ts';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'pr' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter as it was written, attribute paths as their client spelt them. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly value?: FilterValue }
  | { readonly kind: 'entry'; readonly path: string; readonly where: Expression };

const DEEPEST = 32;

/** @throws InvalidInput with invalidFilter for whatever is no filter of RFC 7644, section 3.4.2.2 */
export function parseFilter(filter: string): Expression {
  const { text, values } = tokens(filter);
  return expression(ast(text, values), values, 0);
}

function ast(text: string, values: readonly FilterValue[]): Filter {
  try {
    return parse(text);
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replaceAll(/"(\d+)"/g, (_, at: string) => JSON.stringify(values[Number(at)])) : '';
    throw badFilter(`cannot be read: ${reason.slice(0, 120)}`);
  }
}

function expression(node: Filter, values: readonly FilterValue[], depth: number): Expression {
  if (depth > DEEPEST) throw badFilter(`is nested more than ${DEEPEST} deep`);
  const inner = (one: Filter): Expression => expression(one, values, depth + 1);
  switch (node.op) {
    case 'and':
    case 'or':
      return { kind: node.op, parts: node.filters.map(inner) };
    case 'not':
      return { kind: 'not', part: inner(node.filter) };
    case '[]':
      return { kind: 'entry', path: node.attrPath, where: inner(node.valFilter) };
    case 'pr':
      return { kind: 'compare', path: node.attrPath, operator: 'pr' };
    case 'eq':
    case 'ne':
    case 'co':
    case 'sw':
    case 'ew':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return { kind: 'compare', path: node.attrPath, operator: node.op, value: valueAt(values, node.compValue) };
    default:
      // The library takes the names of object members, such as "constructor", for logical operators.
      throw badFilter('has an unknown operator');
  }
}

const valueAt = (values: readonly FilterValue[], index: unknown): FilterValue => {
  const value = values[Number(index)];
  if (value === undefined) throw badFilter('has a comparison without a value');
  return value;
};
