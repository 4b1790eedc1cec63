export type { BooleanStyle, NilStyle, XmlAnnotation } from './annotations.ts';
export { readXml, type ReadXmlOptions } from './read.ts';
export { XmlError } from './tree.ts';
export { writeXml } from './write.ts';
