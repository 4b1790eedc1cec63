import type { ListingInput } from '../../app-center/index.ts';

type Words = Pick<ListingInput, 'name' | 'summary' | 'description' | 'categories' | 'installation'> & { readonly path: string };

/** Apps of the invented partner: one that a company connects, one that each person does. */
export const LISTINGS: readonly Words[] = [
  {
    name: 'Fjordline Receipts',
    summary: 'The invoice of every shipment, as a receipt at the right expense.',
    description:
      'Fjordline Logistik sends what your company ships, and its invoices come by themselves: amount, tax and date are read, and the document stands at the expense it belongs to.\n\nThe app is invented, as its maker is: connecting it shows the way to its address, where nobody answers.',
    categories: ['receipts', 'accounting'],
    installation: 'enterprise',
    path: 'receipts',
  },
  {
    name: 'Fjordline Pickup',
    summary: 'Rides to the depot and back, in your expenses when you arrive.',
    description:
      'Connect your own account, and each ride of yours becomes an expense with its route and its price.\n\nThe app is invented, as its maker is: connecting it shows the way to its address, where nobody answers.',
    categories: ['rides'],
    installation: 'user',
    path: 'pickup',
  },
];
