import { MultiSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo, type ReactElement } from 'react';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { CATEGORIES } from '../app-center/app-center.ts';
import { countries, type ListingValues } from './listing.ts';

interface Fields {
  readonly form: UseFormReturnType<ListingValues>;
}

const CODE = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } } as const;

/** What people read before they connect. */
export function LookFields({ form }: Fields): ReactElement {
  const text = useText();
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={text('listing.field.name')} maxLength={60} {...form.getInputProps('name')} />
        <TextInput label={text('listing.field.partner')} maxLength={60} {...form.getInputProps('partner')} />
      </SimpleGrid>
      <TextInput label={text('listing.field.summary')} maxLength={140} {...form.getInputProps('summary')} />
      <Textarea
        label={text('listing.field.description')}
        autosize
        minRows={4}
        maxLength={4000}
        {...form.getInputProps('description')}
      />
      <MultiSelect
        label={text('listing.field.categories')}
        description={text('listing.field.categories.hint')}
        data={CATEGORIES.map((value) => ({ value, label: text(`category.${value}`) }))}
        maxValues={3}
        searchable
        {...form.getInputProps('categories')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(['supportUrl', 'privacyUrl', 'termsUrl', 'websiteUrl'] as const).map((field) => (
          <TextInput
            key={field}
            label={text(`listing.field.${field}`)}
            type="url"
            placeholder="https://"
            maxLength={2000}
            {...form.getInputProps(field)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

/** Where people are sent who connect it. */
export function ConnectFields({ form, isLocked }: Fields & { isLocked: boolean }): ReactElement {
  const text = useText();
  return (
    <Stack gap="md">
      <Radio.Group label={text('listing.field.installation')} {...form.getInputProps('installation')}>
        <Stack gap="sm" mt="xs">
          {(['enterprise', 'user'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={isLocked}
              label={text(`listing.field.installation.${one}`)}
              description={text(`listing.field.installation.${one}.text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={text('listing.field.connectUri')}
        description={text('listing.field.connectUri.hint')}
        type="url"
        placeholder="https://app.example/connect"
        maxLength={2000}
        disabled={isLocked}
        spellCheck={false}
        styles={CODE}
        {...form.getInputProps('connectUri')}
      />
    </Stack>
  );
}

/** To whom it is shown, once it is published. */
export function AudienceFields({ form }: Fields): ReactElement {
  const text = useText();
  const { language } = useLanguage();
  const known = useMemo(() => countries(language), [language]);
  return (
    <Stack gap="md">
      <MultiSelect label={text('listing.field.countries')} data={known} searchable {...form.getInputProps('countries')} />
      <Textarea
        label={text('listing.field.companies')}
        description={text('listing.field.companies.hint')}
        autosize
        minRows={2}
        spellCheck={false}
        styles={CODE}
        {...form.getInputProps('companies')}
      />
    </Stack>
  );
}
