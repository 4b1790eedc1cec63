import type { TSchema } from 'typebox';
export class XmlError extends Error {}
export function readXml(_schema: TSchema, _text: string): unknown {
  throw new XmlError('not yet');
}
export function writeXml(_schema: TSchema, _value: unknown, _root: string): string {
  throw new XmlError('not yet');
}
