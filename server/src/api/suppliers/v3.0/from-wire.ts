import type { Static } from 'typebox';
import type { SupplierCriteria } from '../../../modules/connection-request/index.ts';
import { present } from '../../dialects/v3/values.ts';
import type { searchQuerySchema } from './schemas.ts';

/** A search as its query names it. */
export function criteriaFromWire(query: Omit<Static<typeof searchQuerySchema>, 'relevance'>): SupplierCriteria {
  return present({
    businessName: query.name,
    streetAddress: query.address,
    streetAddress2: query.address2,
    city: query.city,
    state: query.state,
    postalCode: query.zip,
    countryCode: query.country,
    phone: query.phone,
    mccCode: query.mcCode,
    taxId: query.taxId,
    merchantType: query.merchantType,
    creditCardVendorId: query.merchantID,
    iataCode: query.iataCode,
  });
}
