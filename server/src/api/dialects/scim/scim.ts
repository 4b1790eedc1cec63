import { CompanyRequired, type DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { UserInvalid } from '../../../modules/identity/index.ts';
import { LegalEntityInvalid } from '../../../modules/legal-entity/index.ts';
import { BulkInvalid } from '../../../modules/provisioning/index.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { statuses } from '../statuses.ts';
import { SCIM_TYPES, type ScimType } from './refusal.ts';
import { CONCUR_ERROR, ERROR } from './urns.ts';
import { wirePathOf } from './user/wire-path.ts';

/** Where one refused value stands, for codes that name it in no facts. */
const SCHEMA_PATHS: Partial<Record<DomainErrorCode, string>> = { 'directory.login.taken': 'userName' };

const TYPES: Partial<Record<DomainErrorCode, ScimType>> = {
  'http.malformed-body': 'invalidSyntax',
  'directory.login.taken': 'uniqueness',
  'identity.user.value-taken': 'uniqueness',
  'identity.user.criteria-invalid': 'invalidFilter',
  'legal-entity.reference.taken': 'uniqueness',
};

interface Fault {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

interface Message {
  readonly code: string;
  readonly message: string;
  readonly schemaPath?: string;
  readonly type: 'error';
}

/** What a refusal is in HTTP, also inside a provision status. */
export const statusOf = (error: DomainError): number => statuses[error.code as DomainErrorCode] ?? 500;

/** Identity, provisioning, spend, travel, legal entities: api-reference/profile/v4.identity, "Error Response" and "Concur Error". */
export const scim: Dialect = {
  name: 'scim',
  produces: ['json'],
  consumes: ['json'],
  renderError: (error) => {
    const status = statusOf(error);
    return { status, body: errorBody(error, status) };
  },
};

/** The same with the media type of RFC 7644: api-reference/profile/v4.scim. */
export const scimJson: Dialect = { ...scim, name: 'scim-json', mediaTypes: { json: 'application/scim+json' } };

/** The error body of the whole family; also what a bulk operation or a provision status reports of one resource. */
export function errorBody(error: DomainError, status: number): Record<string, unknown> {
  const scimType = status === 400 ? scimTypeOf(error) : undefined;
  return {
    schemas: [ERROR, CONCUR_ERROR],
    status: String(status),
    ...(scimType ? { scimType } : {}),
    detail: detailOf(error),
    [CONCUR_ERROR]: { messages: messagesOf(error) },
  };
}

/** One message for each thing that is wrong, at its schema path. */
export function messagesOf(error: DomainError): Message[] {
  const faults = faultsOf(error);
  if (faults.length > 0)
    return faults.map(({ path, rule, message }) => messageAt(path, messageCode(rule), `${path} ${message}`.trim()));
  const source = error.facts['source'] as string | undefined;
  const path = SCHEMA_PATHS[error.code as DomainErrorCode] ?? (source && wirePathOf(source));
  const code = TYPES[error.code as DomainErrorCode] === 'uniqueness' ? 'INVALID_VALUE' : 'INVALID_INPUT';
  return [messageAt(path, code, detailOf(error))];
}

const messageAt = (path: string | undefined, code: string, message: string): Message =>
  path ? { code, message, schemaPath: path, type: 'error' } : { code, message, type: 'error' };

function faultsOf(error: DomainError): readonly Fault[] {
  if (error instanceof InvalidInput || error instanceof LegalEntityInvalid) return error.issues;
  if (error instanceof BulkInvalid) return error.issues.map((issue) => ({ ...issue, path: capitalized(issue.path) }));
  return error instanceof UserInvalid ? error.issues.map((issue) => ({ ...issue, path: wirePathOf(issue.path) })) : [];
}

/** `operations[2].bulkId` -> `Operations[2].bulkId`: RFC 7644, section 3.7. */
const capitalized = (path: string): string => path.slice(0, 1).toUpperCase() + path.slice(1);

const detailOf = (error: DomainError): string => {
  if (error instanceof CompanyRequired) return 'This API supports only company level access tokens.';
  const faults = faultsOf(error);
  return faults.length > 0 ? faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ') : error.message;
};

function scimTypeOf(error: DomainError): ScimType | undefined {
  const [first] = faultsOf(error);
  if (!first) return TYPES[error.code as DomainErrorCode];
  const known = SCIM_TYPES.find((type) => type === first.rule);
  return known ?? (first.rule === 'unknown' || first.rule === 'type' ? 'invalidSyntax' : 'invalidValue');
}

function messageCode(rule: string): string {
  if (rule === 'unknown' || rule === 'invalidPath' || rule === 'mutability') return 'INVALID_FIELD';
  return ['invalidFilter', 'invalidSyntax', 'noTarget', 'required', 'type'].includes(rule) ? 'INVALID_INPUT' : 'INVALID_VALUE';
}
