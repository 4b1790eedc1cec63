import type { CompanyModule } from '../../modules/company/index.ts';
import type { Directory } from '../../modules/directory/index.ts';
import type { Identity } from '../../modules/identity/index.ts';
import type { OAuth } from '../../modules/oauth/index.ts';
import type { Signin } from '../../modules/signin/index.ts';
import type { Sites } from '../../platform/http/site.ts';
import type { Mailbox } from '../../platform/mail/mailbox.ts';

/** What the pages stand on. */
export interface PageDeps {
  readonly signin: Signin;
  readonly identity: Pick<
    Identity,
    'findUser' | 'assertMaySignIn' | 'checkPassword' | 'setPassword' | 'preparePassword' | 'storePassword'
  >;
  readonly directory: Pick<Directory, 'locatePrincipal'>;
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly oauth: Pick<
    OAuth,
    'checkAuthorizeRequest' | 'checkLegacyAuthorizeRequest' | 'assertServes' | 'issueCode' | 'issueLegacyCode' | 'listConnections'
  >;
  readonly sites: Sites;
  /** The mails that an installation without a mail server keeps; shown in a sandbox only. */
  readonly mailbox: Mailbox;
  readonly sandbox: boolean;
}
