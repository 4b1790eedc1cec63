import { Code, List } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import type { Closed } from './places.ts';

/** A page that is not for this person: which roles open it, and who gives them. */
export default function ClosedPage({ place }: { place: Closed }): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { roles } = place.gate;
  return (
    <Page title={text(place.label)}>
      <div className="sheet">
        <Blank
          title={text('closed.title')}
          text={text('closed.text', { company: company.name, count: roles.length })}
          action={<LinkButton to="/">{text('app.notFound.home')}</LinkButton>}
        >
          <List listStyleType="none" spacing={4} my={4}>
            {roles.map((role) => (
              <List.Item key={role}>
                <strong>{text(`role.${role}`)}</strong> <Code translate="no">{role}</Code>
              </List.Item>
            ))}
          </List>
          <p style={{ maxWidth: 420, margin: 0 }}>{text('closed.who', { company: company.name })}</p>
        </Blank>
      </div>
    </Page>
  );
}
