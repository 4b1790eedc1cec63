import { Badge } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import type { ConnectedApp } from './connected.ts';

/** What is to be known of an app at a glance. */
export function Marks({ app }: { app: ConnectedApp }): ReactElement {
  const text = useText();
  return (
    <>
      {app.own && <Badge color="gray">{text('connected.own')}</Badge>}{' '}
      {app.blocked && <Badge color="red">{text('connected.blocked')}</Badge>}{' '}
      {!app.enabled && <Badge color="red">{text('connected.off')}</Badge>}
    </>
  );
}
