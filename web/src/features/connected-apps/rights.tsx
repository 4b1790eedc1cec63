import { Box, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeLine } from '../../ui/code.tsx';
import { Section } from '../../ui/section.tsx';
import { families } from '../apps/scope-families.ts';
import type { ConnectedApp } from './connected.ts';

/** What an app may do, in plain words where there are some, by what it is about. */
export function Rights({ app }: { app: ConnectedApp }): ReactElement {
  const text = useText();
  const known = useQuery(reading('GET /web/scopes', undefined));
  const words = new Map(known.data?.map((scope) => [scope.name, scope]));
  const scopes = app.scopes.map((name) => words.get(name) ?? { name, description: name, legacy: false });
  return (
    <Section title={text('center.scopes')}>
      <Box mb="sm" style={{ columnWidth: 300, columnGap: 32 }}>
        {families(scopes).map((family) => (
          <Box key={family.name} mb="md" style={{ breakInside: 'avoid' }}>
            <Text size="sm" fw={600} mb={4}>
              {text(`app.scopes.family.${family.name}`)}
            </Text>
            <List size="sm">
              {family.scopes.map(({ name, description }) => (
                <List.Item key={name}>{description}</List.Item>
              ))}
            </List>
          </Box>
        ))}
      </Box>
      <CodeLine label={text('apps.column.clientId')} value={app.appId} />
    </Section>
  );
}
