/**
 * Who acts. A token is for a user, a company or an app; `system` is the program itself (jobs, seeding, the command line),
 * `anonymous` a caller who has shown nothing yet.
 */
export type Actor =
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly companyId: string;
      readonly appId: string;
      readonly scopes: ReadonlySet<string>;
    }
  | { readonly kind: 'company'; readonly companyId: string; readonly appId: string; readonly scopes: ReadonlySet<string> }
  | { readonly kind: 'app'; readonly appId: string; readonly scopes: ReadonlySet<string> }
  | { readonly kind: 'system'; readonly companyId?: string }
  | { readonly kind: 'anonymous' };

export type PrincipalKind = 'user' | 'company' | 'app';

export const companyOf = (actor: Actor): string | undefined => ('companyId' in actor ? actor.companyId : undefined);
