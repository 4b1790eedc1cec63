import { audit } from './en/audit.ts';
import { center } from './en/center.ts';
import { closed } from './en/closed.ts';
import { company } from './en/company.ts';
import { core } from './en/core.ts';
import { developer } from './en/developer.ts';
import { entry } from './en/entry.ts';
import { listing } from './en/listing.ts';
import { reference } from './en/reference.ts';
import { refusals } from './en/refusals.ts';
import { requests } from './en/requests.ts';
import { sandbox } from './en/sandbox.ts';
import { trail } from './en/trail.ts';

/** All words, for their names and for tests; pages load those of their parts. */
export const en = {
  ...audit,
  ...center,
  ...closed,
  ...company,
  ...core,
  ...developer,
  ...entry,
  ...listing,
  ...reference,
  ...refusals,
  ...requests,
  ...sandbox,
  ...trail,
} as const;

export type MessageId = keyof typeof en;
export type Messages = Readonly<Record<MessageId, string>>;
