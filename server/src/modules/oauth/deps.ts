import type { Directory, DirectoryEntry } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';

/** What this module asks of its neighbours. */
export interface OAuthDeps {
  /** Text under which private keys are sealed; see config/master-key.ts. */
  readonly masterKey: string;
  readonly directory: Pick<Directory, 'locateLogin' | 'locatePrincipal'>;
  readonly identity: Pick<Identity, 'standingOf' | 'rolesOf' | 'checkPassword' | 'findUser'>;
}

/** Where a principal lives. */
export type Home = DirectoryEntry;
