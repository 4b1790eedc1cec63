import { spanIn } from '../../../platform/language/language.ts';
import type { Mail } from './index.ts';

const span = spanIn('de');

export const de: Mail = {
  subject: (app) => `Mit ${app} verbinden`,
  greeting: (name) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  asks: (app) => `${app} möchte sich mit Ihrem Konto verbinden.`,
  open: 'Öffnen Sie diesen Link, um zuzustimmen:',
  type: 'Geben Sie dieses Einmalpasswort ein, um zuzustimmen:',
  connect: 'Verbinden',
  note: (minutes) =>
    `Es gilt einmal, ${span(minutes, 'minute')} lang. Wenn Sie das nicht verlangt haben, beachten Sie diese E-Mail nicht.`,
};
