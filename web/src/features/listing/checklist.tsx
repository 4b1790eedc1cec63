import { Accordion, Badge, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { metOf, type ListingValues, type Requirement } from './listing.ts';
import classes from './checklist.module.css';

const SECTIONS = ['connection', 'tokens', 'logging', 'readiness', 'apis'] as const;

interface Answering {
  readonly form: UseFormReturnType<ListingValues>;
  readonly requirements: readonly Requirement[];
  readonly isLocked: boolean;
}

/** The certification's requirements by section, each with its answer. */
export function Checklist({ form, requirements, isLocked }: Answering): ReactElement {
  const text = useText();
  return (
    <Accordion multiple variant="separated" radius="md" chevronPosition="left" order={3}>
      {SECTIONS.map((section) => {
        const own = requirements.filter((one) => one.section === section);
        const done = metOf(own, form.values.checklist);
        return (
          <Accordion.Item key={section} value={section}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm" fw={600}>
                  {text(`certification.section.${section}`)}
                </Text>
                <Badge flex="none" {...(done === own.length ? { color: 'spruce' } : { color: 'gray', c: 'dimmed' })}>
                  {text('certification.progress', { done, all: own.length })}
                </Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap={0}>
                {own.map((one) => (
                  <Answer key={one.id} form={form} requirement={one} isLocked={isLocked} />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Answer({ form, requirement, isLocked }: Omit<Answering, 'requirements'> & { requirement: Requirement }): ReactElement {
  const text = useText();
  const { id, optional } = requirement;
  const words = text(`certification.${id}`);
  const answer = form.values.checklist[id]?.answer ?? '';
  const choices = [
    { value: '', label: text('certification.open') },
    { value: 'met', label: text('certification.met') },
    ...(optional ? [{ value: 'not-applicable', label: text('certification.not-applicable') }] : []),
  ];
  return (
    <div className={classes['requirement']}>
      <Text size="sm">{words}</Text>
      <SegmentedControl
        size="xs"
        data={choices}
        value={answer}
        disabled={isLocked}
        onChange={(next) => form.setFieldValue(`checklist.${id}.answer`, next as never)}
        aria-label={text('certification.answer', { requirement: words })}
      />
      {answer !== '' && (
        <TextInput
          className={classes['note'] ?? ''}
          size="xs"
          maxLength={1000}
          disabled={isLocked}
          aria-label={text('certification.note', { requirement: words })}
          placeholder={text(`certification.note.${answer}`)}
          {...form.getInputProps(`checklist.${id}.note`)}
        />
      )}
    </div>
  );
}
