import { UsageError } from '../../config/options.ts';
import { newPassword } from '../../platform/crypto/passwords.ts';
import { companyIdOf, operator } from '../callers.ts';
import { dataCommand, listOf, operand } from '../command.ts';

export const addUser = dataCommand({
  name: 'user add',
  operands: '<login>',
  summary: 'Add a person to a company, with a random password unless one is given.',
  options: {
    'given-name': { value: '<name>', help: 'needed' },
    'family-name': { value: '<name>', help: 'needed' },
    email: { value: '<address>', help: 'work address (the login)' },
    company: { value: '<id>', help: 'the company (that of the sandbox)' },
    roles: { value: '<codes>', help: 'beside EXP_USER, such as EXP_APPROVER,CompanyAdmin' },
    approver: { value: '<login>', help: 'who approves the expense reports' },
    password: { value: '<password>', env: 'PERDIEM_PASSWORD', help: 'instead of a random one' },
    country: { value: '<code>', help: 'ISO 3166 (that of the company)' },
    currency: { value: '<code>', help: 'ISO 4217, to be paid back in (that of the company)' },
    language: { value: '<tag>', help: 'such as en-US or de (that of the company)' },
  },
  read: (given) => {
    const login = operand(given, 'login');
    const needed = (name: 'given-name' | 'family-name'): string => {
      const text = given.text(name);
      if (!text) throw new UsageError(`Give --${name} too.`);
      return text;
    };
    return {
      login,
      givenName: needed('given-name'),
      familyName: needed('family-name'),
      email: given.text('email') ?? login,
      company: given.text('company'),
      roles: listOf(given.text('roles')) ?? [],
      approver: given.text('approver'),
      password: given.text('password'),
      country: given.text('country'),
      currency: given.text('currency'),
      language: given.text('language'),
    };
  },
  work: async (installation, input) => {
    const { modules, unitOfWork } = installation.program;
    const caller = operator(installation, await companyIdOf(installation, input.company));
    const user = await unitOfWork.write(caller, async (ctx) => {
      const company = await modules.company.getCompany(ctx);
      const country = input.country ?? company.countryCode;
      const language = input.language ?? company.defaultLanguage;
      const made = await modules.identity.createUser(ctx, {
        userName: input.login,
        name: { givenName: input.givenName, familyName: input.familyName },
        emails: [{ type: 'work', value: input.email }],
        preferredLanguage: language,
        entitlements: ['Expense'],
        spend: {
          reimbursementCurrency: input.currency ?? company.currency,
          country,
          locale: language.includes('-') ? language : `${language}-${country}`,
        },
        roles: ['EXP_USER', ...input.roles].map((code) => ({ code })),
      });
      if (input.approver) {
        const approver = await modules.identity.findUserByLogin(ctx, input.approver);
        if (!approver) throw new UsageError(`There is nobody with the login ${input.approver} in the company.`);
        const approvers = [{ kind: 'report' as const, approverId: approver.id, primary: true }];
        await modules.identity.setApprovers(ctx, { userId: made.id, approvers });
      }
      return made;
    });
    const password = input.password ?? newPassword();
    await modules.identity.setPassword(unitOfWork, caller, { userId: user.id, password });
    return { id: user.id, login: user.userName, ...(input.password ? {} : { password }) };
  },
  show: ({ id, login, password }) =>
    [`id        ${id}`, `login     ${login}`, ...(password ? [`password  ${password}`] : [])].join('\n'),
});
