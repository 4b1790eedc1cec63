import type { ReactElement } from 'react';
import { useText } from '../i18n/language.tsx';
import { Blank } from './blank.tsx';
import { LinkButton } from './link.tsx';

/** An address that leads nowhere. */
export function NotHere(): ReactElement {
  const text = useText();
  return (
    <Blank
      order={1}
      title={text('app.notFound.title')}
      text={text('app.notFound.text')}
      action={<LinkButton to="/">{text('app.notFound.home')}</LinkButton>}
    />
  );
}
