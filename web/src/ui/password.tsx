import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../i18n/language.tsx';

/** A field for a secret; the button that shows it speaks the language of the page. */
export function Password(props: PasswordInputProps): ReactElement {
  const text = useText();
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': text('app.password.show') }} {...props} />;
}
