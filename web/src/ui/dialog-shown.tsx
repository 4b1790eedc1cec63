import { Modal, type ModalProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { focusBack } from './focus-kept.ts';
import { useOpening } from './opening.ts';

export default function DialogShown({ opened, ...rest }: ModalProps): ReactElement {
  return <Modal opened={useOpening(opened)} onExitTransitionEnd={focusBack} {...rest} />;
}
