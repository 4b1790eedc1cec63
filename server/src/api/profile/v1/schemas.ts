import Type, { type TSchema } from 'typebox';
import { TRAVEL_PREFERENCES } from '../../../modules/identity/index.ts';

const text = Type.String();
const flag = Type.Boolean();
const number = Type.Integer();
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const maybe = <S extends TSchema>(schema: S) => Type.Optional(nullable(schema));
const oneOf = (words: readonly string[]) => Type.Enum([...words]);
/** 2017-03-30T00:00:00.000, without a zone: UTC. */
const moment = Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$` });
const day = Type.String({ format: 'date' });
const country = Type.String({ pattern: '^[A-Z]{2}$' });
const uuid = Type.String({ format: 'uuid' });

/** The members of a group of travel preferences, each null where nothing was chosen and nothing stands for that. */
const preferences = (group: Readonly<Record<string, 'flag' | 'text' | readonly string[]>>): Record<string, TSchema> =>
  Object.fromEntries(
    Object.entries(group).map(([name, rule]) => {
      if (rule === 'flag') return [name, flag];
      if (rule === 'text') return [name, name === 'messageToVendor' ? Type.Optional(text) : nullable(text)];
      return [name, nullable(oneOf(rule))];
    }),
  );

const program = Type.Object({
  vendorName: text,
  vendorCode: text,
  parentChainVendorCode: nullable(text),
  parentChainVendorName: nullable(text),
  account: text,
  status: nullable(text),
  points: nullable(number),
  segments: nullable(number),
  pointsNext: nullable(number),
  segmentsNext: nullable(number),
  expiration: nullable(day),
  default: flag,
  statusBenefits: nullable(text),
  nextStatus: nullable(text),
});

const travelPreferences = Type.Object({
  air: Type.Object({
    seat: Type.Object(preferences(TRAVEL_PREFERENCES.airSeat)),
    ...preferences(TRAVEL_PREFERENCES.air),
  }),
  rail: Type.Object(preferences(TRAVEL_PREFERENCES.rail)),
  car: Type.Object(preferences(TRAVEL_PREFERENCES.car)),
  hotel: Type.Object(preferences(TRAVEL_PREFERENCES.hotel)),
});

const documents = Type.Object({
  hasNoPassport: flag,
  passport: Type.Array(
    Type.Object({
      number: text,
      issuingCountry: country,
      nationality: nullable(text),
      placeIssued: nullable(text),
      dateIssued: nullable(day),
      expiration: nullable(day),
    }),
  ),
  visa: Type.Array(
    Type.Object({
      number: text,
      issuedByCountry: country,
      issuedForCountry: nullable(country),
      placeIssued: nullable(text),
      dateIssued: nullable(day),
      expiration: nullable(day),
    }),
  ),
  driverLicense: Type.Array(
    Type.Object({ number: text, issuingAuthority: text, issuingCountry: country, expiration: nullable(day) }),
  ),
  nationalIdentifications: Type.Array(Type.Object({ number: text, issuingCountry: country, expiration: nullable(day) })),
});

const PRODUCTS = oneOf(['EXP', 'PMT', 'PUR', 'ENR', 'REQ', 'SHD']);
const delegation = {
  canApprove: flag,
  canApproveTemporary: flag,
  canPrepare: flag,
  canPrepareForApproval: flag,
  canReceiveApprovalEmail: flag,
  canReceiveEmail: flag,
  canSubmit: flag,
  canSubmitTravelRequest: flag,
  canUseBi: flag,
  canViewReceipt: flag,
  delegateUUID: uuid,
  delegatorUUID: uuid,
  temporaryDelegationFromDate: nullable(moment),
  temporaryDelegationToDate: nullable(moment),
};

const expense = Type.Object({
  active: flag,
  uuId: uuid,
  cuuid: Type.String({ pattern: '^[0-9]+$' }),
  loginId: text,
  employeeId: text,
  emailAddress: nullable(text),
  firstName: text,
  middleName: nullable(text),
  middleInitial: nullable(text),
  lastName: text,
  localeCode: Type.String({ pattern: '^[a-z]{2}_[A-Z]{2}$' }),
  countryCode: country,
  countrySubdivision: nullable(text),
  ledger: nullable(text),
  driverId: nullable(text),
  cashAdvanceAccountCode: nullable(text),
  reimbursementType: nullable(oneOf(['APCHECK', 'ADPPAYR', 'CNQRPAY', 'PMTSERV'])),
  reimbursementCurrency: Type.String({ pattern: '^[A-Z]{3}$' }),
  orgUnitData: Type.Array(Type.Object({ orgUnitName: text, orgUnitValue: nullable(text) })),
  customData: Type.Array(Type.Object({ customFieldName: text, customFieldValue: nullable(text) })),
  approvers: Type.Array(
    Type.Object({
      approverType: oneOf([
        'AuthorizationRequestApprover',
        'BudgetApprover',
        'ExpenseApprover',
        'CashAdvanceApprover',
        'InvoiceApprover',
        'PaymentApprover',
        'PurchaseRequestApprover',
        'RequestApprover',
        'ReportApprover',
        'StatementApprover',
      ]),
      approverUuid: uuid,
      approver2Uuid: nullable(uuid),
    }),
  ),
  delegates: Type.Array(Type.Object({ ...delegation, productCode: PRODUCTS })),
  delegators: Type.Array(Type.Object({ ...delegation, prodCode: PRODUCTS })),
});

/** Facts of user.json, the published schema of com:concur:User:1.0 and its extensions. */
export const userProfile = Type.Object(
  {
    id: uuid,
    schemas: Type.Array(text),
    active: flag,
    userType: oneOf(['Retail', 'Enterprise']),
    meta: Type.Object({ created: moment, lastModified: moment, principalType: text, resourceType: text }),
    name: Type.Object({
      formatted: text,
      familyName: text,
      givenName: text,
      middleName: text,
      honorificPrefix: text,
      honorificSuffix: text,
    }),
    displayName: text,
    nickName: maybe(text),
    gender: nullable(oneOf(['Male', 'Female'])),
    dateOfBirth: nullable(day),
    preferredLanguage: text,
    locale: Type.Optional(text),
    timezone: text,
    emails: Type.Array(
      Type.Object({
        value: text,
        type: oneOf(['Business', 'Business2', 'Personal', 'Other', 'Other2', 'SMS']),
        notifications: flag,
        verified: flag,
        dateVerified: Type.Optional(moment),
      }),
    ),
    phoneNumbers: Type.Array(
      Type.Object({
        type: oneOf(['Work', 'Home', 'Cell', 'Fax', 'Pager', 'Other']),
        value: Type.String({ pattern: '^tel:' }),
        primary: flag,
        notifications: flag,
        countryCode: Type.Optional(country),
        countryISDCode: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
      }),
    ),
    addresses: Type.Array(
      Type.Object({
        type: oneOf(['Work', 'Home', 'Other']),
        streetAddress: text,
        locality: text,
        region: text,
        postalCode: text,
        country: nullable(country),
      }),
    ),
    emergencyContact: Type.Optional(
      Type.Object({
        name: text,
        relationship: oneOf(['Spouse', 'Brother', 'Parent', 'Sister', 'Life Partner', 'Other']),
        phone: nullable(text),
        phone2: nullable(text),
        streetAddress: nullable(text),
        locality: nullable(text),
        region: nullable(text),
        country: nullable(country),
        postalCode: nullable(text),
      }),
    ),
    travelIds: Type.Optional(
      Type.Object({
        userId: number,
        companyId: text,
        companyInternalId: number,
        ruleClassId: nullable(number),
        travelConfigId: number,
      }),
    ),
    'com:concur:Employee:1.0': Type.Object({
      companyUUID: uuid,
      companyInternalId: number,
      employeeId: text,
      jobTitle: text,
      managerId: nullable(uuid),
      orgUnitId: nullable(number),
      activeDataRetentionPolicyId: Type.Optional(uuid),
      terminationDate: Type.Optional(moment),
    }),
    'com:concur:TravelPreferences:1.0': Type.Optional(travelPreferences),
    'com:concur:Programs:1.0': Type.Optional(
      Type.Object({
        air: Type.Array(program),
        rail: Type.Array(program),
        hotel: Type.Array(program),
        car: Type.Array(program),
      }),
    ),
    'com:concur:Documents:1.0': Type.Optional(documents),
    'com:concur:Expense:0.2': Type.Optional(expense),
  },
  { title: 'User' },
);

/** Facts of company.json, the published schema of com:concur:Company:1.0. */
export const companyProfile = Type.Object(
  {
    id: uuid,
    schemas: Type.Array(text),
    name: text,
    internetDomain: text,
    companyDomain: text,
    defaultLanguage: text,
    meta: Type.Object({ principalType: text }),
    addresses: Type.Array(
      Type.Object({
        formatted: text,
        streetAddress: text,
        locality: text,
        region: text,
        country: nullable(country),
        postalCode: nullable(text),
      }),
    ),
    'com:concur:Travel:0.1': Type.Optional(
      Type.Object({
        active: flag,
        offeringCode: text,
        isVendor: flag,
        isBillable: flag,
        contact: Type.Object({ name: text, phone: text, emailAddress: nullable(text) }),
      }),
    ),
    'com:concur:Expense:0.1': Type.Optional(Type.Object({ offeringCode: text, marketingName: text })),
  },
  { title: 'Company' },
);

export const refusal = Type.Object({ status: number, error: text, message: text, correlationId: text });

export const profileQuery = Type.Object({
  schema: Type.Optional(
    Type.String({ description: 'Comma separated: compact leaves the travel blocks out, expense adds the expense block.' }),
  ),
});
