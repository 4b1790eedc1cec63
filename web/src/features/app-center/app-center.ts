import type { AnswerOf } from '../../api/client.ts';

export type Listing = AnswerOf<'GET /web/app-center/{appId}'>;
export type ListingCard = AnswerOf<'GET /web/app-center'>['listings'][number];
export type Category = ListingCard['categories'][number];

/** Subjects under which people look for apps. */
export const CATEGORIES: readonly Category[] = [
  'accounting',
  'analytics',
  'booking',
  'corporate-cards',
  'expense-tools',
  'human-resources',
  'lodging',
  'loyalty',
  'meals',
  'parking',
  'payments',
  'receipts',
  'rides',
  'tax-and-vat',
  'travel-risk',
];

export const isCategory = (text: string | null | undefined): text is Category => CATEGORIES.includes(text as Category);
