import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Facts, type Fact } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';

/** What a program must know of this installation. */
export function Addresses({ place }: { place: AnswerOf<'GET /web/place'> }): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { baseUrl, demoAppId } = place;
  const facts: Fact[] = [
    { label: text('welcome.places.base'), value: baseUrl },
    { label: text('welcome.places.token'), value: `${baseUrl}/oauth2/v0/token` },
    { label: text('welcome.places.authorize'), value: `${baseUrl}/oauth2/v0/authorize` },
    { label: text('welcome.places.keys'), value: `${baseUrl}/oauth2/v0/jwks` },
    { label: text('welcome.places.company'), value: company.id },
    ...(demoAppId ? [{ label: text('welcome.places.demo'), value: demoAppId, hint: text('welcome.demo.hint') }] : []),
  ];
  return (
    <Section title={text('welcome.places')}>
      <Facts facts={facts} />
    </Section>
  );
}
