import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Outside } from '../sign-in/outside.tsx';

/** A sandbox is made by somebody who has not come in: the server takes no sign-up in the name of another. */
export function AlreadyIn({ as: { name, company } }: { as: SignedIn }): ReactElement {
  const text = useText();
  return (
    <Outside title={text('signUp.signedIn.title')}>
      <Text>{text('signUp.signedIn.text', { name, company: company.name })}</Text>
      <LinkButton to="/" mt="lg">
        {text('app.notFound.home')}
      </LinkButton>
    </Outside>
  );
}
