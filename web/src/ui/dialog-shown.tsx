import { Modal, type ModalProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useOpening } from './opening.ts';

export default function DialogShown({ opened, ...rest }: ModalProps): ReactElement {
  return <Modal opened={useOpening(opened)} {...rest} />;
}
