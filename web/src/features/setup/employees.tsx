import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMailPlus } from '@tabler/icons-react';
import { lazy, useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Late } from '../../ui/late.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './setup.module.css';

const InviteDialog = lazy(() => import('../people/invite-dialog.tsx'));

const SHOWN = 6;

/** The first of them, and the way to ask another in. */
export function Employees(): ReactElement {
  const text = useText();
  const [isInviting, setIsInviting] = useState(false);
  const people = useQuery(reading('GET /web/people', { query: {} }));
  const invite = (
    <Button leftSection={<IconMailPlus size={16} />} onClick={() => setIsInviting(true)}>
      {text('people.invite')}
    </Button>
  );
  return (
    <Section title={text('people.title')} actions={invite}>
      <Loaded query={people}>
        {(found) => (
          <>
            <ul className={classes['rows']}>
              {found.people.slice(0, SHOWN).map(({ id, name, login, title }) => (
                <li key={id}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="dimmed">
                    {[login, title].filter(Boolean).join(' · ')}
                  </Text>
                </li>
              ))}
            </ul>
            <Group mt="md">
              <TextLink to="/company/people" search={{}}>
                {text('setup.employees.all', { count: found.total })}
              </TextLink>
            </Group>
          </>
        )}
      </Loaded>
      <Late isWanted={isInviting}>
        <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
      </Late>
    </Section>
  );
}
