import { DomainError } from '../../platform/errors.ts';

/** Not there, deleted, another company's, or another person's own. */
export class AttendeeNotFound extends DomainError<'attendee.not-found'> {
  readonly code = 'attendee.not-found';
  constructor() {
    super('The attendee does not exist.', { source: 'id' });
  }
}
export class AttendeeTypeNotFound extends DomainError<'attendee.type.not-found'> {
  readonly code = 'attendee.type.not-found';
  constructor() {
    super('The attendee type does not exist.', { source: 'id' });
  }
}
/** Who is to own or to ask is nobody of the company. */
export class AttendeeUserNotFound extends DomainError<'attendee.user.not-found'> {
  readonly code = 'attendee.user.not-found';
  constructor() {
    super('The user does not exist.', { source: 'userId' });
  }
}
/** A value names a type, form or list item that the company has not. */
export class AttendeeReferenceUnknown extends DomainError<'attendee.reference.unknown'> {
  readonly code = 'attendee.reference.unknown';
  constructor(field: string, value: string) {
    super(`${field} ${value} is not known.`, { source: field, value });
  }
}
export class AttendeeValueRefused extends DomainError<'attendee.value.refused'> {
  readonly code = 'attendee.value.refused';
  constructor(field: string, problem: string) {
    super(`${field} ${problem}`, { source: field, problem });
  }
}
/** Another attendee agrees in every field that the type's rule names. */
export class DuplicateAttendee extends DomainError<'attendee.duplicate'> {
  readonly code = 'attendee.duplicate';
  constructor(attendeeId: string, fields: readonly string[]) {
    super(`An attendee with the same ${fields.join(', ')} exists already.`, { source: fields.join(','), attendeeId, fields });
  }
}
export class AttendeeTypeTaken extends DomainError<'attendee.type.taken'> {
  readonly code = 'attendee.type.taken';
  constructor(field: 'code' | 'name') {
    super(`An attendee type with this ${field} exists already.`, { source: field });
  }
}
/** Types NOSHOWS, SYSEMP and UNDEF and whoever is of them: the system makes and keeps them. */
export class AttendeeTypeProtected extends DomainError<'attendee.type.protected'> {
  readonly code = 'attendee.type.protected';
  constructor(typeCode: string) {
    super(`Attendees and settings of the type ${typeCode} are kept by the system.`, { source: 'attendeeTypeCode', typeCode });
  }
}
export class AttendeeAccessDenied extends DomainError<'attendee.access.denied'> {
  readonly code = 'attendee.access.denied';
  constructor(missing: string) {
    super(`The caller lacks ${missing}.`, { missing });
  }
}

export type AttendeeError =
  | AttendeeNotFound
  | AttendeeTypeNotFound
  | AttendeeUserNotFound
  | AttendeeReferenceUnknown
  | AttendeeValueRefused
  | DuplicateAttendee
  | AttendeeTypeTaken
  | AttendeeTypeProtected
  | AttendeeAccessDenied;
