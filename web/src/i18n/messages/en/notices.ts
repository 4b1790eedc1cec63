export const notices = {
  'notices.bell': '{count, plural, =0 {Nothing waits for you} one {# thing waits for you} other {# things wait for you}}',
  'notices.none': 'Nothing waits for you.',
  'notices.toApprove': 'Waiting for your approval',
  'notices.sentBack': 'Sent back to you',
  'notices.mails': 'Mail in the sandbox',
  'notices.new': 'new',
  'notices.more': 'And others.',
} as const;
