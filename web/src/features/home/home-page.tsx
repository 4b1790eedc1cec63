import { SimpleGrid, Text } from '@mantine/core';
import { IconBook, IconBuildingStore, IconDeviceLaptop, IconHistory, IconRocket, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import type { MessageId } from '../../i18n/messages/en.ts';
import { Page } from '../../ui/page.tsx';
import { DoorCard } from '../../ui/door-card.tsx';

interface Door {
  readonly to: string;
  readonly icon: Icon;
  readonly title: MessageId;
  readonly text: MessageId;
}

const DEVELOPER: Door = { to: '/developer', icon: IconRocket, title: 'home.developer', text: 'home.developer.text' };
const AUDIT: Door = { to: '/company/audit', icon: IconHistory, title: 'home.audit', text: 'home.audit.text' };
const COMMON: readonly Door[] = [
  { to: '/developer/reference', icon: IconBook, title: 'home.reference', text: 'home.reference.text' },
  { to: '/app-center', icon: IconBuildingStore, title: 'home.appCenter', text: 'home.appCenter.text' },
  { to: '/settings/sessions', icon: IconDeviceLaptop, title: 'home.sessions', text: 'home.sessions.text' },
];

export default function HomePage(): ReactElement {
  const text = useText();
  const { name, company, may } = useSignedIn();
  const doors = [...(may.manageApps ? [DEVELOPER] : []), ...COMMON, ...(may.readTrail ? [AUDIT] : [])];
  return (
    <Page title={text('home.title', { name })} lead={text('home.lead', { company: company.name })}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {doors.map((door) => (
          <DoorCard
            key={door.to}
            icon={door.icon}
            title={text(door.title)}
            text={text(door.text)}
            renderRoot={(className, children) => (
              <Link to={door.to} className={className}>
                {children}
              </Link>
            )}
          />
        ))}
      </SimpleGrid>
      {!may.manageApps && (
        <Text c="dimmed" size="sm">
          {text('home.noRoles')}
        </Text>
      )}
    </Page>
  );
}
