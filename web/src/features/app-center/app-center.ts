import type { AnswerOf } from '../../api/client.ts';
import { CHOICES } from '../../api/operations.ts';

export type Listing = AnswerOf<'GET /web/app-center/{appId}'>;
export type ListingCard = AnswerOf<'GET /web/app-center'>['listings'][number];

/** Subjects under which people look for apps. */
export const CATEGORIES = CHOICES['GET /web/app-center'].category;
export type Category = (typeof CATEGORIES)[number];

export const isCategory = (text: string | null | undefined): text is Category => CATEGORIES.includes(text as Category);
