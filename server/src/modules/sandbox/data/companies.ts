/** Two invented companies: one to work in, and one whose home is elsewhere. */
export const COMPANY = {
  name: 'Larkspur Instruments',
  domain: 'larkspur.example',
  countryCode: 'US',
  currency: 'USD',
  defaultLanguage: 'en-US',
  address: { streetAddress: '410 Foundry Row', locality: 'Seattle', region: 'WA', postalCode: '98104', country: 'US' },
} as const;

export const FOREIGN_COMPANY = {
  name: 'Fjordline Logistik',
  domain: 'fjordline.example',
  countryCode: 'DE',
  currency: 'EUR',
  defaultLanguage: 'de',
  address: { streetAddress: 'Am Sandtorkai 27', locality: 'Hamburg', region: 'HH', postalCode: '20457', country: 'DE' },
  dataCenter: 'emea',
} as const;

/** The whole catalogue would make tokens of nine kilobytes; these open what is served, and what old clients ask for out of habit. */
const SCOPES = [
  'openid offline_access profile email address user.read user.write company.read company.write',
  'company.legalentity.read company.legalentity.writeonly',
  'expense.report.read expense.report.readwrite expense.report.workflowstatus.write expense.report.tax.readwrite',
  'expense.config.policies.restricted.read expense.config.expensetypes.restricted.read expense.config.paymenttypes.restricted.read',
  'expense.config.attendeetypes.restricted.read expense.config.groups.restricted.read',
  'attendee.read attendee.write attendee.admin.read',
  'expense.exchangerate.writeonly quickexpense.writeonly receipts.writeonly',
  'ATTEND CONFIG CONREQ ERECPT EXPRPT EXTRCT IMAGE ITINER LIST PAYBAT RCTIMG SUPSVC TRVPRF TRVREQ USER',
  'identity.user.ids.read identity.user.core.read identity.user.coresensitive.read identity.user.enterprise.read identity.user.sap.read',
  'identity.user.coreenterprise.writeonly identity.user.externalID.writeonly identity.user.sap.writeonly identity.user.emails.verified.writeonly identity.user.delete',
  'spend.user.general.read spend.user.general.writeonly travel.user.general.read travel.user.private.read',
  'user.provision.read user.provision.write user.profile.search.read',
].flatMap((line) => line.split(' '));

export const DEMO_APP = {
  name: 'Larkspur Developer Sandbox',
  description: 'The client of the demo company: every grant, and the scopes of what is served.',
  scopes: SCOPES,
  redirectUris: ['http://127.0.0.1:8765/callback', 'http://localhost:8765/callback'],
} as const;
