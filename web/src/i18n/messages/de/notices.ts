import type { notices as en } from '../en/notices.ts';

export const notices: Readonly<Record<keyof typeof en, string>> = {
  'notices.bell': '{count, plural, =0 {Nichts wartet auf Sie} one {# Sache wartet auf Sie} other {# Sachen warten auf Sie}}',
  'notices.none': 'Nichts wartet auf Sie.',
  'notices.toApprove': 'Wartet auf Ihre Genehmigung',
  'notices.sentBack': 'An Sie zurückgesandt',
  'notices.mails': 'Post in der Sandbox',
  'notices.new': 'neu',
  'notices.more': 'Und andere.',
};
