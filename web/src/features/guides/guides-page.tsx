import { SimpleGrid } from '@mantine/core';
import { IconBuilding, IconKey, IconServer2, IconUserCheck, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { DoorCard } from '../../ui/door-card.tsx';
import { Page } from '../../ui/page.tsx';
import { FLOWS, type Flow } from './flows.ts';

const ICONS: Readonly<Record<Flow, Icon>> = {
  password: IconKey,
  code: IconUserCheck,
  company: IconBuilding,
  client: IconServer2,
};

/** The ways to a token, by what a program is. */
export default function GuidesPage(): ReactElement {
  const text = useText();
  return (
    <Page title={text('guides.title')} lead={text('guides.lead')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {FLOWS.map((flow) => (
          <DoorCard
            key={flow}
            icon={ICONS[flow]}
            title={text(`guides.${flow}`)}
            text={text(`guides.${flow}.for`)}
            renderRoot={(className, children) => (
              <Link to="/developer/guides/$flow" params={{ flow }} className={className}>
                {children}
              </Link>
            )}
          />
        ))}
      </SimpleGrid>
    </Page>
  );
}
