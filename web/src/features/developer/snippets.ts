/** A token on the app's own behalf. */
export const tokenCurl = ({ baseUrl, clientId, secret }: { baseUrl: string; clientId: string; secret: string }): string =>
  [
    `curl ${baseUrl}/oauth2/v0/token \\`,
    `  -d grant_type=client_credentials \\`,
    `  -d client_id=${clientId} \\`,
    `  -d client_secret=${secret}`,
  ].join('\n');

/** A first call with a token. */
export const callCurl = ({ url, token = '$TOKEN' }: { url: string; token?: string }): string =>
  [`curl ${url} \\`, `  -H "Authorization: Bearer ${token}"`].join('\n');
