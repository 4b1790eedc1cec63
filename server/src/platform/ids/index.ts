export { idNamed, lowestIdAt, momentOf, newId, newIdAt, newReportId } from './ids.ts';
export { opaqueId, parseOpaqueId, type IdKind, type OpaquePrefix } from './opaque-id.ts';
export { parseReportKey, reportKey } from './report-key.ts';
export { hex32, parseHex32, parseUuid } from './uuid-text.ts';
