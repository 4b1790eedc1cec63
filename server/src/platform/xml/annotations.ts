/** How null is rendered: `<X i:nil="true"/>`, `<X xsi:nil="true"/>`, nothing, or `<X/>`. */
export type NilStyle = 'i' | 'xsi' | 'omit' | 'empty';
export type BooleanStyle = 'YN' | 'true-false';

/** The keyword `xml` of a schema node. README.md explains each setting with an example. */
export interface XmlAnnotation {
  /** Element or attribute name, when it is not the property name. On the root: the name a document read must have. */
  name?: string;
  /** Array: element name of one item, unless the item's own schema has a name. */
  item?: string;
  /** Array: false repeats the element itself in place of a wrapping element. Default true. */
  wrapped?: boolean;
  /** Scalar property rendered as an attribute of its object's element. */
  attribute?: boolean;
  /** Default namespace declared on this element; its children are in it too. */
  namespace?: string;
  /** Inherited by everything below. Default omit. */
  nil?: NilStyle;
  /** Inherited by everything below. Default true-false. Both are read everywhere. */
  boolean?: BooleanStyle;
  /** A choice between one object and a text, of a document that is read: children make the object, and where there are none it is the text. */
  orText?: boolean;
  /** Object: properties to write first, in this order; the others follow in schema order. */
  order?: readonly string[];
}

export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
