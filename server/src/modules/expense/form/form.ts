/** What a form describes: the header of a report, an entry, an itemization, an allocation, an attendee, or a list of attendees. */
export const FORM_KINDS = ['report', 'entry', 'itemization', 'allocation', 'attendee', 'attendee-list'] as const;
export type FormKind = (typeof FORM_KINDS)[number];
