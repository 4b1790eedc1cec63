import type { ModalProps } from '@mantine/core';
import { lazy, type ReactElement } from 'react';
import { useText } from '../i18n/language.tsx';
import { Late } from './late.tsx';

const Shown = lazy(() => import('./dialog-shown.tsx'));

/** A dialog, whose script comes when it first opens. */
export function Dialog(props: ModalProps): ReactElement {
  const text = useText();
  return (
    <Late isWanted={props.opened}>
      <Shown closeButtonProps={{ 'aria-label': text('app.close') }} {...props} />
    </Late>
  );
}
