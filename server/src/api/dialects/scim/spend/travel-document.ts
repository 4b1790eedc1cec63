import type { Identity, TravelChange, TravelSetting, User } from '../../../../modules/identity/index.ts';
import { isDocument, type Document, type Json } from '../schema/attribute.ts';

/** What a travelling user's document tells of others. */
export interface TravelFacts {
  readonly settings: readonly TravelSetting[];
  readonly manager: { readonly id: string; readonly employeeNumber: string | null | undefined } | undefined;
}

/** Those attributes that the scope travel.user.private.read opens, and travel.user.general.read does not. */
export const PRIVATE_TRAVEL: ReadonlySet<string> = new Set(['travelCrsName', 'travelNameRemark', 'gender']);

/** Everything that is set of a travelling user. The company's custom fields are all there, the empty ones by name alone. */
export function travelPart(user: User, { settings, manager }: TravelFacts): Document | undefined {
  const { travel, gender } = user;
  if (!travel) return undefined;
  const values = new Map(travel.customFields.map(({ name, value }) => [name, value]));
  const fields = settings.filter(({ kind }) => kind === 'customField').map(({ name }) => ({ name, value: values.get(name) }));
  return {
    ruleClass: travel.ruleClass && { name: travel.ruleClass.name, id: travel.ruleClass.id },
    travelCrsName: travel.travelCrsName,
    name: travel.travelName && { ...travel.travelName },
    travelNameRemark: travel.travelNameRemark,
    gender,
    orgUnit: travel.orgUnit?.name,
    customFields: fields.map(({ name, value }) => (value === undefined ? { name } : { name, value })),
    manager: manager && { value: manager.id, ...(manager.employeeNumber ? { employeeNumber: manager.employeeNumber } : {}) },
    groups: [...travel.groups],
    permissions: Object.keys(travel.permissions).length > 0 ? { ...travel.permissions } : undefined,
    xmlProfileSyncId: travel.xmlProfileSyncId,
  };
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const part = (value: Json | undefined): Document => (isDocument(value) ? value : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const filled = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined && value !== null && value !== ''));

/** What a document that `readDocument` has checked makes of a travelling user: the whole of it, so that what it leaves out is emptied. */
export function travelChangeOf(document: Document): Omit<Parameters<Identity['setTravelProfile']>[1], 'userId'> {
  const { id, name } = part(document['ruleClass']);
  const ruleClass = filled({ id, name });
  const manager = filled(part(document['manager']));
  const orgUnit = text(document['orgUnit']);
  const travelName = filled(part(document['name']));
  const travel: TravelChange = {
    ...(Object.keys(ruleClass).length > 0 ? { ruleClass: ruleClass as NonNullable<TravelChange['ruleClass']> } : {}),
    orgUnit: orgUnit === undefined ? undefined : { name: orgUnit },
    groups: list(document['groups']).filter((group) => typeof group === 'number'),
    travelName: Object.keys(travelName).length > 0 ? (travelName as NonNullable<TravelChange['travelName']>) : undefined,
    travelNameRemark: text(document['travelNameRemark']),
    travelCrsName: text(document['travelCrsName']),
    xmlProfileSyncId: text(document['xmlProfileSyncId']),
    permissions: filled(part(document['permissions'])) as NonNullable<TravelChange['permissions']>,
    customFields: list(document['customFields'])
      .filter(isDocument)
      .map((field) => filled(field) as { name: string; value?: string }),
    manager:
      Object.keys(manager).length > 0
        ? { id: text(manager['value']), employeeNumber: text(manager['employeeNumber']) }
        : undefined,
  };
  return { travel, gender: text(document['gender']) as User['gender'] };
}
