import { useSyncExternalStore, type ReactElement } from 'react';
import { connection } from '../../api/connection.ts';
import { useText } from '../../i18n/language.tsx';
import classes from './shell.module.css';

/** Says that the server is not reached, as long as that is so. */
export function Lost(): ReactElement {
  const text = useText();
  const isLost = useSyncExternalStore(connection.subscribe, () => connection.isLost);
  return (
    <div role="status" className={classes['lost'] ?? ''}>
      {isLost && (
        <p>
          <strong>{text('app.lost.title')}.</strong> {text('app.lost.text')}
        </p>
      )}
    </div>
  );
}
