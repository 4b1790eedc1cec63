import { newId } from '../../platform/ids/index.ts';
import { UsageError } from '../../config/options.ts';
import { operator } from '../callers.ts';
import { dataCommand, operand } from '../command.ts';

/** The beginning of an installation without a sandbox: then people are added to it. */
export const addCompany = dataCommand({
  name: 'company add',
  operands: '<name>',
  summary: 'Found a company with the usual policy, expense types and approval by manager and processor.',
  options: {
    domain: { value: '<domain>', help: 'internet domain of its logins; needed' },
    country: { value: '<code>', help: 'ISO 3166; needed' },
    currency: { value: '<code>', help: 'ISO 4217; needed' },
    language: { value: '<tag>', help: 'such as en-US or de (en-US)' },
  },
  prepares: true,
  read: (given) => {
    const needed = (name: 'domain' | 'country' | 'currency'): string => {
      const text = given.text(name);
      if (!text) throw new UsageError(`Give --${name} too.`);
      return text;
    };
    return {
      name: operand(given, 'name of the company'),
      domain: needed('domain'),
      countryCode: needed('country'),
      currency: needed('currency'),
      defaultLanguage: given.text('language') ?? 'en-US',
    };
  },
  work: async (installation, input) => {
    const { modules, unitOfWork, sites, clock } = installation.program;
    return unitOfWork.write(operator(installation, newId(clock)), async (ctx) => {
      const company = await modules.company.createCompany(ctx, { ...input, dataCenter: sites.defaultCode });
      await modules.expense.createDefaults(ctx, { currencyCode: company.currency });
      return { id: company.id, name: company.name, domain: company.domain };
    });
  },
  show: ({ id }) => id,
});
