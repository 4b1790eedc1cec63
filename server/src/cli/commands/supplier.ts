import type { SupplierEntry } from '../../modules/connection-request/index.ts';
import { operator } from '../callers.ts';
import { dataCommand, operand } from '../command.ts';

/** Option -> field, and what it says. */
const FIELDS = {
  name: ['businessName', '<name>', 'as it is searched by (the name of the app)'],
  street: ['streetAddress', '<text>', 'street'],
  city: ['city', '<city>', 'city'],
  state: ['state', '<code>', 'state or province'],
  zip: ['postalCode', '<code>', 'postal code'],
  country: ['countryCode', '<code>', 'two letters, such as US'],
  phone: ['phone', '<number>', 'phone number'],
  email: ['email', '<address>', 'email address'],
  url: ['webUrl', '<url>', 'web site'],
  'mcc-code': ['mccCode', '<code>', 'merchant category code, such as 3058'],
  'tax-id': ['taxId', '<number>', 'tax number'],
  'merchant-type': ['merchantType', '<code>', 'card network of the merchant id, such as VI'],
  'merchant-id': ['creditCardVendorId', '<number>', 'merchant id'],
  'iata-code': ['iataCode', '<code>', 'IATA code'],
  'chain-code': ['chainCode', '<code>', 'vendor code of its loyalty program'],
  'chain-name': ['chainName', '<name>', 'name of its chain'],
} as const satisfies Record<string, readonly [keyof SupplierEntry, string, string]>;

type Option = keyof typeof FIELDS;
const names = Object.keys(FIELDS) as Option[];
const option = (name: Option) => ({ value: FIELDS[name][1], help: FIELDS[name][2] });

export const enterSupplier = dataCommand({
  name: 'supplier enter',
  operands: '<client id>',
  summary: 'Enter an app into the directory of travel suppliers, or replace what stands there.',
  options: Object.fromEntries(names.map((name) => [name, option(name)])) as Record<Option, ReturnType<typeof option>>,
  read: (given) => ({
    clientId: operand(given, 'client id'),
    entry: Object.fromEntries(
      names.flatMap((name) => {
        const text = given.text(name);
        return text === undefined ? [] : [[FIELDS[name][0], text]];
      }),
    ) as Partial<SupplierEntry>,
  }),
  work: async (installation, { clientId, entry }) => {
    const { modules, unitOfWork } = installation.program;
    return unitOfWork.write(operator(installation), async (ctx) => {
      const app = await modules.oauth.getApp(ctx, clientId);
      return modules.connectionRequests.enterSupplier(ctx, { id: app.id, entry: { businessName: app.name, ...entry } });
    });
  },
  show: ({ id, entry }) => `${id}  ${entry.businessName}`,
});
