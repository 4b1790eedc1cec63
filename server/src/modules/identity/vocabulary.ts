/** The words that a profile may hold, as the identity reference and user.json list them. */

export const EMAIL_TYPES = ['work', 'home', 'work2', 'other', 'other2'] as const;
/** How systems shall send mail to a person. */
export const EMAIL_FORMATS = ['HTTP', 'plain'] as const;
export const PHONE_TYPES = ['work', 'work2', 'home', 'mobile', 'fax', 'pager', 'other'] as const;
export const ADDRESS_TYPES = ['work', 'home', 'other', 'billing', 'bank', 'shipping'] as const;
export const RELATIONSHIPS = ['Spouse', 'Brother', 'Parent', 'Sister', 'Life Partner', 'Other'] as const;
export const ENTITLEMENTS = ['Expense', 'Invoice', 'Request', 'Travel', 'Locate', 'Analytics', 'Unified Analytics'] as const;
export const GENDERS = ['Female', 'Male'] as const;
export const LEAVE_TYPES = ['voluntary', 'mandatory'] as const;
export const REIMBURSEMENT_TYPES = ['ACCOUNTS_PAYABLE', 'ADP_PAYROLL', 'CONCUR_PAY', 'PAY_PAL', 'OTHER'] as const;

export const ACADEMIC_TITLES = [
  'Dr.',
  'Doctor',
  'Prof.',
  'Professor',
  'Prof. Dr.',
  'Professor Doctor',
  'B.A.',
  'Bachelor of Arts',
  'MBA',
  'Master of Business Administration',
  'Ph.D',
  'Doctor of Philosophy',
] as const;
export const THEMES = [
  'Concur Gateway',
  'SAP Quartz Light',
  'SAP Quartz Dark',
  'SAP Quartz High Contrast White',
  'SAP Quartz High Contrast Black',
  'SAP Horizon Morning',
  'SAP Horizon Evening',
  'SAP Horizon High Contrast White',
  'SAP Horizon High Contrast Black',
] as const;

const NEGATIVE = ['-100', '(100)', null];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** How dates and numbers may be shown. */
export const LOCALE_OVERRIDES = {
  startDayViewHour: HOURS,
  endDayViewHour: HOURS,
  firstDayOfWeek: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  dateFormat: [
    'mm/dd/yyyy',
    'mm.dd.yyyy',
    'mm-dd-yyyy',
    'dd/mm/yyyy',
    'dd.mm.yyyy',
    'dd-mm-yyyy',
    'yyyy/mm/dd',
    'yyyy.mm.dd',
    'yyyy-mm-dd',
  ],
  currencySymbolLocation: ['BeforeAmount', 'AfterAmount'],
  hourMinuteSeparator: [':', '.'],
  distance: ['mile', 'km'],
  defaultCalView: ['day', 'week', 'month'],
  hourFormat: ['H:mm AM/PM', 'hh:mm'],
  numberFormat: ['1,000.00', '1.000,00', '1 000,00', "1'000.00", "1'000,00"],
  negativeNumberFormat: NEGATIVE,
  negativeCurrencyFormat: NEGATIVE,
} as const satisfies Record<string, readonly (string | number | null)[]>;

/** Page language-codes. */
export const LANGUAGES =
  'en-US en-GB de fr fr-CA hu es es-LA it ja nl pt-BR sv zh-CN zh-TW cs da fi ko no pl ru tr ro hr bg sk id th uk'.split(' ');

const DONT_CARE = 'DontCare';
const SMOKING = ['Smoking', 'NonSmoking', DONT_CARE];
const words = (text: string): readonly string[] => text.split(' ');

/** What a traveller may prefer. `flag` is yes or no, `text` free, a list is one of its words. */
export const TRAVEL_PREFERENCES = {
  air: {
    homeAirport: 'text',
    meal: [...words('BLML CHML DBML FPML GFML HNML BBML KSML LCML LSML MOML NSML NLML PFML SFML VGML KVML VLML RVML'), DONT_CARE],
    messageToVendor: 'text',
  },
  airSeat: {
    interrowPosition: words('Window Aisle AisleAcross Center Middle Isolated NOPREF'),
    sectionPosition: words('Bulkhead Forward Tail Wing Exit Rear RearTail NOPREF'),
  },
  rail: {
    seat: ['Window', 'Aisle', DONT_CARE],
    coach: ['Compartment', 'Coach', 'CoachWithTable', DONT_CARE],
    noiseComfort: ['QuietSpace', 'MobileSpace', DONT_CARE],
    bed: ['Lower', 'Upper', 'Middle', DONT_CARE],
    bedCategory: ['WomenOnly', 'MenOnly', DONT_CARE],
    berth: ['Lower', 'Upper', 'Middle', DONT_CARE],
    deck: ['Lower', 'Upper', DONT_CARE],
    fareSpaceComfort: [...words('DedicatedBusiness Business IntermediateLeisure Leisure StandardLeisure'), DONT_CARE],
    space: [
      ...words(
        'Panorama SeatWithTable Solo Salon Kiosk InclineSeat DuoSideBySide DuoFaceToFace Club6 Club4 Carre DisabledCompanionSpace',
      ),
      DONT_CARE,
    ],
    meal: [...words('LowFat LowSalt GlutenFree Diabetic Muslim Kosher Vegetarian VegetarianLactoOvo'), DONT_CARE],
    contingency: [...words('Bike WomenOnly WheelchairSpace BlindWithDog'), DONT_CARE],
  },
  car: {
    smoking: SMOKING,
    carType: [
      ...words('Economy Compact Intermediate Standard FullSize Luxury Premium Mini EconomyHybrid CompactHybrid'),
      ...words('IntermediateHybrid StandardHybrid FullSizeHybrid MiniVan StandardSUV FullSizeSUV FullSizePickup Specialized'),
      'IntermediateSUV',
      DONT_CARE,
    ],
    transmission: ['Automatic', 'Manual', DONT_CARE],
    gpsEnabled: 'flag',
    skirack: 'flag',
    messageToVendor: 'text',
  },
  hotel: {
    smoking: SMOKING,
    remark: 'text',
    roomType: [...words('King Queen Double Single Twin Disability'), DONT_CARE],
    foamPillows: 'flag',
    crib: 'flag',
    rollawayBed: 'flag',
    gym: 'flag',
    pool: 'flag',
    restaurant: 'flag',
    accessForWheelchair: 'flag',
    accessForBlind: 'flag',
    roomService: 'flag',
    earlyCheckin: 'flag',
    messageToVendor: 'text',
  },
} as const satisfies Record<string, Record<string, 'flag' | 'text' | readonly string[]>>;

export type EmailType = (typeof EMAIL_TYPES)[number];
export type PhoneType = (typeof PHONE_TYPES)[number];
export type AddressType = (typeof ADDRESS_TYPES)[number];
export type Entitlement = (typeof ENTITLEMENTS)[number];
export type Gender = (typeof GENDERS)[number];
export type ReimbursementType = (typeof REIMBURSEMENT_TYPES)[number];
