import type { CSSProperties, ReactElement } from 'react';
import classes from './app-center.module.css';

/** The picture of an app, or the first letter of its name. Its name stands beside it. */
export function Logo({ name, logo, size = 48 }: { name: string; logo: string | null; size?: number }): ReactElement {
  const style = { '--size': `${size}px` } as CSSProperties;
  if (logo) return <img src={logo} alt="" className={classes['logo']} style={style} />;
  return (
    <span className={classes['initial']} style={style} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
