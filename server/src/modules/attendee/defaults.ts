import type { Context } from '../../platform/context.ts';
import { EMPLOYEE, NO_SHOWS, UNDEFINED } from './attendee-type.ts';
import { createForm, createType } from './configure.ts';
import type { AttendeeDeps } from './deps.ts';
import type { NewForm, NewType } from './inputs.ts';
import { noShows } from './keep-system-attendees.ts';

type Form = NewForm & { readonly types: readonly (NewType & { readonly isSystem?: boolean })[] };

const system = { isSystem: true, isPublic: true, permitsAdds: false, allowsManualEntry: false, duplicateSearchFields: [] };
/** Lists that administrators and programs keep, and nobody types into. */
const central = { isPublic: true, permitsAdds: false, allowsManualEntry: false, allowsCountEditing: false } as const;

/** The forms that every company starts with, the plainest first, and the types that use them. */
const FORMS: readonly Form[] = [
  {
    name: 'Business Guest Attendee Form',
    fields: [
      { slot: 'custom6', label: 'Government relations', type: 'Boolean' },
      { slot: 'custom8', label: 'City', type: 'Text' },
    ],
    types: [
      {
        code: 'BUSGUEST',
        name: 'Business Guest',
        duplicateSearchFields: ['title', 'company', 'ownerEmpName', 'firstName', 'lastName'],
      },
      { code: 'SPOUSE', name: 'Spouse/Partner', duplicateSearchFields: ['ownerEmpName', 'firstName', 'lastName'] },
      {
        code: 'EMPLOYEE',
        name: 'Employee of an Affiliate',
        isPublic: true,
        duplicateSearchFields: ['externalId', 'firstName', 'lastName', 'company'],
      },
    ],
  },
  {
    name: 'Healthcare Professional Attendee Form',
    fields: [
      { slot: 'custom7', label: 'Specialty', type: 'Text' },
      { slot: 'custom8', label: 'City', type: 'Text' },
      { slot: 'custom14', label: 'License number', type: 'Text' },
      { slot: 'custom18', label: 'Institution', type: 'Text' },
    ],
    types: [
      {
        ...central,
        code: 'HCP',
        name: 'Healthcare Professional',
        duplicateSearchFields: ['title', 'custom18', 'externalId', 'firstName', 'lastName', 'custom7', 'custom14'],
        searchPreference: 'DA',
      },
      {
        ...central,
        code: 'GOVOFF',
        name: 'Government Official',
        duplicateSearchFields: ['externalId', 'firstName', 'lastName', 'custom8'],
        searchPreference: 'AO',
      },
    ],
  },
  {
    name: 'System Attendee Form',
    fields: [],
    types: [
      { ...system, code: EMPLOYEE, name: 'Employee', allowsCountEditing: false },
      { ...system, code: NO_SHOWS, name: 'No Shows', allowsCountEditing: true },
      { ...system, code: UNDEFINED, name: 'Undefined', allowsCountEditing: false, isActive: false },
    ],
  },
];

/** What every company starts with. */
export async function createDefaults(ctx: Context, deps: AttendeeDeps): Promise<void> {
  for (const { types, ...form } of FORMS) {
    const { id } = await createForm(ctx, deps, form);
    for (const type of types) await createType(ctx, deps, { ...type, formId: id });
  }
  await noShows(ctx);
}
