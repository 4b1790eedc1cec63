/** Stands where a secret belongs that we do not have. */
const DOTS = '••••••••';

/** The password grant that trades a request token. Doc: api-reference/authentication/company-refresh-tool. */
export const redeemCurl = (made: { geolocation: string; appId: string; companyId: string; token: string }): string =>
  [
    `curl ${made.geolocation}/oauth2/v0/token \\`,
    `  -d grant_type=password \\`,
    `  -d credtype=authtoken \\`,
    `  -d client_id=${made.appId} \\`,
    `  -d client_secret=${DOTS} \\`,
    `  -d username=${made.companyId} \\`,
    `  -d password=${made.token}`,
  ].join('\n');
