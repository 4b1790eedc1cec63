import type { Identity } from '../identity/index.ts';
import type { Lists } from '../lists/index.ts';

export interface AttendeeDeps {
  readonly identity: Pick<Identity, 'peopleOf' | 'rolesOf'>;
  readonly lists: Pick<Lists, 'getList' | 'itemsOf'>;
}
