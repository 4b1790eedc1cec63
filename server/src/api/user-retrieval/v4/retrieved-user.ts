import type { Modules } from '../../../context.ts';
import type { Spending, User } from '../../../modules/identity/index.ts';
import { project } from '../../dialects/scim/projection.ts';
import type { Document, Schemas } from '../../dialects/scim/schema/attribute.ts';
import { spendParts } from '../../dialects/scim/spend/spend-document.ts';
import { SPEND_EXTENSIONS } from '../../dialects/scim/spend/spend-schemas.ts';
import { SPEND_USER } from '../../dialects/scim/spend/urns.ts';
import { userDocument } from '../../dialects/scim/user/user-document.ts';
import { coreUser, enterpriseUser } from '../../dialects/scim/user/user-schemas.ts';

/** "Supported Extensions" of the page. */
export const RETRIEVED_USER: Schemas = [coreUser, enterpriseUser, ...SPEND_EXTENSIONS.filter(({ id }) => id === SPEND_USER)];

interface Asking {
  readonly origin: string;
  readonly wish: { readonly attributes?: string[] | null; readonly excludedAttributes?: string[] | null };
}

/** The user's document with its spending. */
function merged(identity: Modules['identity'], user: User, spending: Spending | undefined, origin: string): Document {
  const document = userDocument(identity, user, { base: `${origin}/profile/identity/v4` });
  const part = spending?.spend && spendParts(spending, { origin })[SPEND_USER];
  if (!part) return document;
  const { schemas } = document;
  return { ...document, schemas: [...(Array.isArray(schemas) ? schemas : []), SPEND_USER], [SPEND_USER]: part };
}

/** A user as far as the search asks; the one scope that opens it shows all of them. */
export function retrieved(
  identity: Modules['identity'],
  { user, spending }: { readonly user: User; readonly spending: Spending | undefined },
  { origin, wish }: Asking,
): Document {
  return project(merged(identity, user, spending, origin), {
    schemas: RETRIEVED_USER,
    attributes: wish.attributes ?? undefined,
    excludedAttributes: wish.excludedAttributes ?? undefined,
  });
}
