/** Names of the SCIM schemas and messages that the pages use: RFC 7643, RFC 7644 and the publisher's own. */
export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const SAP_USER = 'urn:ietf:params:scim:schemas:extension:sap:2.0:User';
export const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const SAP_GROUP = 'urn:ietf:params:scim:schemas:extension:sap:2.0:Group';
export const SETTINGS_USER = 'urn:ietf:params:scim:schemas:extension:settings:2.0:User';

export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const CONCUR_ERROR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
export const CONCUR_SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest';

export const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
export const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
export const PROVIDER_CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
