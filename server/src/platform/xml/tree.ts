import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XSI_NAMESPACE } from './annotations.ts';

/** The text is no XML document that this server accepts. Line and column, both from 1, say where reading stopped. */
export class XmlError extends Error {
  override name = 'XmlError';
  readonly line: number | undefined;
  readonly column: number | undefined;
  constructor(message: string, line?: number, column?: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** An element by its local name; prefixes and namespaces are checked and then forgotten. */
export interface XmlElement {
  name: string;
  nil: boolean;
  /** Without namespace declarations and those of XML Schema. */
  attributes: { name: string; value: string }[];
  children: XmlElement[];
  /** All text directly inside, white space included. */
  text: string;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 100_000;
const MAX_ATTRIBUTES = 64;
const MAX_ATTRIBUTE_LENGTH = 65_536;
const MAX_TEXT_LENGTH = 1_000_000;

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/**
 * The root element of a document.
 * @throws XmlError when the text is not well-formed, has a document type declaration, or goes over a limit.
 */
export function parseTree(text: string): XmlElement {
  // The parser takes half a surrogate pair and whatever follows it for one character.
  if (!text.isWellFormed()) throw new XmlError('The text holds a character that is only half of one.');
  // XML 1.1 would let control characters in.
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const stop = (message: string): never => {
    throw new XmlError(message, parser.line, parser.column + 1);
  };
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;

  const addText = (more: string): void => {
    const element = open.at(-1);
    if (element === undefined) return;
    if (element.text.length + more.length > MAX_TEXT_LENGTH)
      stop(`The text of an element is longer than ${MAX_TEXT_LENGTH} characters.`);
    element.text += more;
  };
  parser.on('error', (error) => stop(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => stop('A document type declaration is not allowed.'));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('attribute', ({ value }) => {
    if (value.length > MAX_ATTRIBUTE_LENGTH) stop(`An attribute is longer than ${MAX_ATTRIBUTE_LENGTH} characters.`);
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > MAX_ELEMENTS) stop(`The document has more than ${MAX_ELEMENTS} elements.`);
    if (open.length >= MAX_DEPTH) stop(`Elements are nested more than ${MAX_DEPTH} deep.`);
    // As a key it would reach the prototype of whatever object it lands in.
    if (tag.local === '__proto__') stop('The element name __proto__ is not allowed.');
    const element = elementOf(tag, stop);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element?.nil && (element.children.length > 0 || element.text.trim() !== '')) stop('An element marked nil has content.');
  });

  parser.write(text).close();
  return root ?? stop('The document has no root element.');
}

function elementOf(tag: SaxesTagNS, stop: (message: string) => never): XmlElement {
  const element: XmlElement = { name: tag.local, nil: false, attributes: [], children: [], text: '' };
  const attributes = Object.values(tag.attributes);
  if (attributes.length > MAX_ATTRIBUTES) stop(`An element has more than ${MAX_ATTRIBUTES} attributes.`);
  for (const { uri, local, value } of attributes) {
    if (uri === XSI_NAMESPACE) {
      if (local === 'nil') element.nil = value.trim() === 'true' || value.trim() === '1';
    } else if (uri !== XMLNS_NAMESPACE) {
      element.attributes.push({ name: local, value });
    }
  }
  return element;
}
