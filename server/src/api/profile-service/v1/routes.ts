import Type from 'typebox';
import type { OAuth } from '../../../modules/oauth/index.ts';
import { facade, route, type ManualCall } from '../../../platform/http/facade.ts';
import { CertificateRequired } from '../../../platform/http/refusals.ts';
import type { Sites } from '../../../platform/http/site.ts';
import { outcome, profileService } from '../../dialects/oauth2/profile-service.ts';
import { placeOf } from '../../place.ts';

const params = Type.Object({
  companyId: Type.String({ description: 'UUID of the company, or of a user that connects an app itself' }),
});
const query = Type.Object({
  appId: Type.Optional(Type.String({ description: 'The app that may redeem the token; left out, the first one that does' })),
});

interface Services {
  readonly oauth: Pick<OAuth, 'issueRequestToken'>;
  readonly sites: Sites;
  /** SHA-256 fingerprints. */
  readonly appCenterCertificates: readonly string[];
}

/** The App Center's way to request tokens. It shows a client certificate, no token. */
export const profileServiceV1 = ({ oauth, sites, appCenterCertificates }: Services) => {
  const assertAppCenter = ({ certificate }: Pick<ManualCall, 'certificate'>): void => {
    if (certificate === undefined || !appCenterCertificates.includes(certificate))
      throw new CertificateRequired(certificate !== undefined);
  };
  return facade({
    family: 'profile-service',
    version: 'v1',
    dialect: profileService,
    prefix: '/profile-service/v1',
    routes: [
      route({
        operation: 'createRequestToken',
        method: 'POST',
        path: '/keys/principals/{companyId}/authtoken/',
        summary: 'Issues the request token with which an app asks for tokens of a company; for the App Center alone',
        doc: 'api-reference/authentication/company-auth',
        scopes: [],
        principals: 'anyone',
        effect: 'manual',
        schema: { params, query, responses: { 200: outcome, 400: outcome, 403: outcome, 404: outcome } },
        handler: async (call) => {
          assertAppCenter(call);
          const { work, caller, site } = call;
          const wish = { principalId: call.params.companyId, ...call.query, place: placeOf(site, sites) };
          const { token } = await oauth.issueRequestToken({ work, caller }, wish);
          return { body: { status: 'PASS', code: 0, errormsg: '', token }, headers: { 'cache-control': 'no-store' } };
        },
      }),
    ],
  });
};
