import type { Modules } from '../../../context.ts';
import type { User } from '../../../modules/identity/index.ts';
import { project } from '../../dialects/scim/projection.ts';
import type { Document, Schemas } from '../../dialects/scim/schema/attribute.ts';
import { userDocument } from '../../dialects/scim/user/user-document.ts';
import { coreUser, enterpriseUser } from '../../dialects/scim/user/user-schemas.ts';

/** "Supported Extensions" of the page. */
export const RETRIEVED_USER: Schemas = [coreUser, enterpriseUser];

interface Asking {
  readonly origin: string;
  readonly wish: { readonly attributes?: string[] | null; readonly excludedAttributes?: string[] | null };
}

/** A user as far as the search asks; the one scope that opens it shows all of them. */
export function retrieved(identity: Modules['identity'], user: User, { origin, wish }: Asking): Document {
  const document = userDocument(identity, user, { base: `${origin}/profile/identity/v4` });
  return project(document, {
    schemas: RETRIEVED_USER,
    attributes: wish.attributes ?? undefined,
    excludedAttributes: wish.excludedAttributes ?? undefined,
  });
}
