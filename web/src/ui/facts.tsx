import type { ReactElement } from 'react';
import { Copy } from './copy.tsx';
import classes from './facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
}

/** Values with their names, one below the other, each to be copied. */
export const Facts = ({ facts }: { facts: readonly Fact[] }): ReactElement => (
  <dl className={classes['facts']}>
    {facts.map(({ label, value, hint }) => (
      <div key={label} className={classes['fact']}>
        <dt>{label}</dt>
        <dd>
          <code>{value}</code>
          <Copy value={value} what={label} />
          {hint && <small>{hint}</small>}
        </dd>
      </div>
    ))}
  </dl>
);
