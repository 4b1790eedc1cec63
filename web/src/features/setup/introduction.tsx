import { List, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Section } from '../../ui/section.tsx';

export function Introduction(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  return (
    <Section>
      <Text mb="sm">{text('setup.introduction.text', { company: company.name, currency: company.currency })}</Text>
      <List spacing={6}>
        {(['policies', 'employees', 'payments', 'reporting'] as const).map((step) => (
          <List.Item key={step}>
            <b>{text(`setup.${step}.short`)}</b>: {text(`setup.${step}.lead`)}
          </List.Item>
        ))}
      </List>
      <Text mt="sm" c="dimmed" size="sm">
        {text('setup.introduction.again')}
      </Text>
    </Section>
  );
}
