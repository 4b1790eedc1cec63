import type { AnswerOf, BodyOf } from '../../api/client.ts';
import type { Category } from '../app-center/app-center.ts';

export type Managed = AnswerOf<'GET /web/apps/{appId}/listing'>;
export type Listing = NonNullable<Managed['listing']>;
export type Step = Listing['steps'][number];
export type Requirement = Managed['requirements'][number];
type Input = BodyOf<'PUT /web/apps/{appId}/listing'>;

/** What a requirement is answered with in the form; '' is open. */
export interface AnswerValues {
  answer: '' | 'met' | 'not-applicable';
  note: string;
}

/** A listing as its form holds it. */
export interface ListingValues extends Record<string, unknown> {
  name: string;
  partner: string;
  summary: string;
  description: string;
  categories: Category[];
  supportUrl: string;
  privacyUrl: string;
  termsUrl: string;
  websiteUrl: string;
  installation: 'enterprise' | 'user';
  connectUri: string;
  countries: string[];
  /** One a line. */
  companies: string;
  checklist: Record<string, AnswerValues>;
}

const OPEN: AnswerValues = { answer: '', note: '' };

/** The form of a listing, or of a first one for an app. */
export function valuesOf(
  { listing, requirements }: Managed,
  first: { name: string; partner: string; description: string },
): ListingValues {
  const answers = new Map(listing?.checklist.map(({ id, answer, note }) => [id, { answer, note }]));
  const checklist = Object.fromEntries(requirements.map(({ id }) => [id, answers.get(id) ?? { ...OPEN }]));
  if (!listing) {
    const links = { supportUrl: '', privacyUrl: '', termsUrl: '', websiteUrl: '', connectUri: '' };
    return {
      ...first,
      ...links,
      summary: '',
      categories: [],
      installation: 'enterprise',
      countries: [],
      companies: '',
      checklist,
    };
  }
  const { name, partner, summary, description, supportUrl, privacyUrl, termsUrl, websiteUrl, installation, connectUri } = listing;
  return {
    name,
    partner,
    summary,
    description,
    supportUrl,
    privacyUrl,
    termsUrl,
    websiteUrl,
    installation,
    connectUri,
    categories: [...listing.categories],
    countries: [...listing.countries],
    companies: listing.companies.join('\n'),
    checklist,
  };
}

export const inputOf = ({ companies, checklist, ...values }: ListingValues): Input => ({
  ...values,
  companies: [...new Set(companies.split('\n').map((line) => line.trim()))].filter((line) => line !== ''),
  checklist: Object.entries(checklist).flatMap(([id, { answer, note }]) =>
    answer === '' ? [] : [{ id: id as Requirement['id'], answer, note }],
  ),
});

export const metOf = (requirements: readonly Requirement[], checklist: ListingValues['checklist']): number =>
  requirements.filter(({ id }) => (checklist[id]?.answer ?? '') !== '').length;

const LETTERS = Array.from({ length: 26 }, (_none, index) => String.fromCharCode(65 + index));

/** The countries of the world by the browser's own names, in the order of the language. */
export function countries(language: string): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ value: code, label: name }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** Codes of unions, of what is no more, and of nowhere, which browsers know names of. */
const NO_COUNTRIES = new Set(
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB YD YU ZR ZZ'.split(
    ' ',
  ),
);
