import type { Schema, Schemas } from '../../dialects/scim/schema/attribute.ts';
import { SPEND_EXTENSIONS, TRAVEL_EXTENSION } from '../../dialects/scim/spend/spend-schemas.ts';
import { CONCUR_ERROR } from '../../dialects/scim/urns.ts';
import { coreUser, enterpriseUser, sapUser } from '../../dialects/scim/user/user-schemas.ts';
import { PROVISION_STATUS } from './status-to-wire.ts';

/** A user with everything that can be provisioned. */
export const PROVISIONED_USER: Schemas = [coreUser, enterpriseUser, sapUser, ...SPEND_EXTENSIONS, TRAVEL_EXTENSION];

const readOnly = { mutability: 'readOnly' } as const;
const text = (name: string, description: string) => ({ name, type: 'string', description, ...readOnly }) as const;
const flag = (name: string, description: string) => ({ name, type: 'boolean', description, ...readOnly }) as const;
const number = (name: string, description: string) => ({ name, type: 'integer', description, ...readOnly }) as const;

const messages = {
  name: 'messages',
  type: 'complex',
  description: 'What is wrong, one by one',
  multiValued: true,
  ...readOnly,
  subAttributes: [
    { ...text('code', 'Kind of the message'), required: true },
    text('message', 'The message in words'),
    text('schemaPath', 'Path of the attribute that it is about'),
    { ...text('type', 'Weight of the message'), required: true, canonicalValues: ['error', 'warning'] },
  ],
} as const;

const concurError: Schema = {
  id: CONCUR_ERROR,
  name: 'Concur Error',
  description: 'What is wrong with a request',
  attributes: [messages],
};

const progress = [
  { ...flag('completed', 'Whether nothing is left to do'), required: true },
  flag('success', 'Whether all of it succeeded'),
] as const;

const extension = [
  { ...text('name', 'URN of the extension'), required: true },
  {
    name: 'status',
    type: 'complex',
    description: 'What became of the extension',
    ...readOnly,
    required: true,
    subAttributes: [
      ...progress,
      text('code', 'HTTP status'),
      { ...text('result', 'What was done'), canonicalValues: ['success', 'error', 'no-op', 'not-processed'] },
    ],
  },
  messages,
] as const;

const operation = [
  { ...text('id', 'Number of the operation in its request'), required: true },
  text('bulkId', 'Name that the client gave the operation'),
  { name: 'status', type: 'complex', description: 'How far it has come', ...readOnly, required: true, subAttributes: progress },
  {
    name: 'resource',
    type: 'complex',
    description: 'The user it is about',
    ...readOnly,
    subAttributes: [text('id', 'UUID of the user'), text('type', 'User')],
  },
  { name: 'extensions', type: 'complex', description: 'By extension', multiValued: true, ...readOnly, subAttributes: extension },
] as const;

const provisionStatus: Schema = {
  id: PROVISION_STATUS,
  name: 'Provision Status',
  description: 'How far a provision request has come',
  attributes: [
    { ...text('id', 'UUID of the request'), returned: 'always', uniqueness: 'global', required: true },
    { name: 'status', type: 'complex', description: 'How far it has come', ...readOnly, required: true, subAttributes: progress },
    {
      name: 'operationsCount',
      type: 'complex',
      description: 'How many operations are in which state',
      ...readOnly,
      required: true,
      subAttributes: [
        number('total', 'All of them'),
        number('success', 'Those that succeeded'),
        number('failed', 'Those that failed'),
        number('pending', 'Those that are not done'),
      ],
    },
    {
      name: 'operations',
      type: 'complex',
      description: 'One by one, on request',
      multiValued: true,
      ...readOnly,
      returned: 'request',
      subAttributes: operation,
    },
  ],
};

/** Everything that requests and answers of provisioning are made of. */
export const SCHEMAS: readonly Schema[] = [concurError, provisionStatus, ...PROVISIONED_USER];
