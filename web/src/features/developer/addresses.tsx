import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeLine } from '../../ui/code.tsx';
import { Section } from '../../ui/section.tsx';

/** What a program must know of this installation. */
export function Addresses({ place }: { place: AnswerOf<'GET /web/place'> }): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { baseUrl, demoAppId } = place;
  return (
    <Section title={text('welcome.places')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <CodeLine label={text('welcome.places.base')} value={baseUrl} />
        <CodeLine label={text('welcome.places.token')} value={`${baseUrl}/oauth2/v0/token`} />
        <CodeLine label={text('welcome.places.authorize')} value={`${baseUrl}/oauth2/v0/authorize`} />
        <CodeLine label={text('welcome.places.keys')} value={`${baseUrl}/oauth2/v0/jwks`} />
        <CodeLine label={text('welcome.places.company')} value={company.id} />
        {demoAppId && <CodeLine label={text('welcome.places.demo')} value={demoAppId} hint={text('welcome.demo.hint')} />}
      </SimpleGrid>
    </Section>
  );
}
