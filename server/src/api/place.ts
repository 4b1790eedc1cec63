import type { Place } from '../modules/oauth/index.ts';
import type { Site, Sites } from '../platform/http/site.ts';

/** Where a call came in, as oauth asks: the data centre, and base URLs as seen from the called host. */
export const placeOf = (site: Site, sites: Sites): Place => ({
  dataCenter: site.dataCenter,
  geolocationOf: (dataCenter) => sites.geolocationOf(dataCenter, site),
});
