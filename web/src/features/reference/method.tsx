import type { ReactElement } from 'react';
import classes from './reference.module.css';

/** A method, by its colour and its word. */
export const Method = ({ method }: { method: string }): ReactElement => (
  <span className={classes['method']} data-method={method} translate="no">
    {method}
  </span>
);

/** A path whose parts to be filled in stand out. */
export const Path = ({ path }: { path: string }): ReactElement => (
  <code className={classes['path']}>
    {path.split(/(\{\w+\})/).map((piece, at) =>
      // The pieces of one path never move.
      piece.startsWith('{') ? <em key={at}>{piece}</em> : piece,
    )}
  </code>
);
