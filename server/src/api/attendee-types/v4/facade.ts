import Type, { type Static } from 'typebox';
import type { Attendees, AttendeeType } from '../../../modules/attendee/index.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { v4 } from '../../dialects/v4/v4.ts';

const uuid = Type.String({ format: 'uuid' });

/** api-reference/common/attendees/v4.admin-attendee-types#attendee-type-schema; externalConnectorId is absent as no type has a connector. */
const typeSchema = Type.Object({
  id: uuid,
  code: Type.String(),
  name: Type.String(),
  form: Type.Object({ id: uuid, name: Type.String() }),
  duplicateSearchFields: Type.Array(Type.String()),
  isPublic: Type.Boolean(),
  isActive: Type.Boolean(),
  isDeleted: Type.Boolean(),
  permitAdds: Type.Boolean(),
  allowManuallyEnteredAttendees: Type.Boolean(),
  allowAttendeeCountEditing: Type.Boolean(),
  searchPreference: Type.Unsafe<'DS' | 'DA' | 'AO'>({ type: 'string', enum: ['DS', 'DA', 'AO'] }),
  systemRecord: Type.Boolean(),
});

const toType = (type: AttendeeType): Static<typeof typeSchema> => ({
  id: type.id,
  code: type.code,
  name: type.name,
  form: { id: type.form.id, name: type.form.name },
  duplicateSearchFields: [...type.duplicateSearchFields],
  isPublic: type.isPublic,
  isActive: type.isActive,
  isDeleted: type.isDeleted,
  permitAdds: type.permitsAdds,
  allowManuallyEnteredAttendees: type.allowsManualEntry,
  allowAttendeeCountEditing: type.allowsCountEditing,
  searchPreference: type.searchPreference,
  systemRecord: type.isSystem,
});

/** Attendee types and how they are set up, for administering programs. */
export const attendeeTypesV4 = (attendees: Attendees): Facade =>
  facade({
    family: 'attendee-types',
    version: 'v4',
    dialect: v4,
    prefix: '/v4',
    routes: [
      route({
        operation: 'listAttendeeTypes',
        method: 'GET',
        path: '/attendeetypes',
        summary: 'Lists every attendee type with its settings',
        doc: 'api-reference/common/attendees/v4.admin-attendee-types.markdown',
        scopes: ['attendee.admin.read'],
        principals: ['company'],
        schema: { responses: { 200: Type.Array(typeSchema) } },
        handler: async ({ ctx }) => ({ body: (await attendees.listTypes(ctx)).map(toType) }),
      }),
    ],
  });
