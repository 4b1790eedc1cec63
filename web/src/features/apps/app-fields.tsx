import { Checkbox, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { GRANTS, type App, type Grant } from './app.ts';
import { ScopePicker } from './scope-picker.tsx';

const STAGES: readonly App['stage'][] = ['development', 'test', 'production'];
const KINDS: readonly App['kind'][] = ['web-services', 'concur-solutions'];

export interface AppValues extends Record<string, unknown> {
  name: string;
  description: string;
  grants: Grant[];
  scopes: string[];
  /** One a line. */
  redirects: string;
  stage: App['stage'];
  kind: App['kind'];
}

export const valuesOf = (
  app: Pick<App, 'name' | 'description' | 'grants' | 'scopes' | 'redirectUris' | 'stage' | 'kind'>,
): AppValues => ({
  name: app.name,
  description: app.description,
  grants: [...app.grants],
  scopes: [...app.scopes],
  redirects: app.redirectUris.join('\n'),
  stage: app.stage,
  kind: app.kind,
});

export const draftOf = ({ name, description, grants, scopes, redirects, stage, kind }: AppValues) => ({
  name,
  description,
  grants,
  scopes,
  stage,
  kind,
  redirectUris: [...new Set(redirects.split('\n').map((line) => line.trim()))].filter((line) => line !== ''),
});

/** The server speaks of each address, the form has one field for all. */
export const fieldOf = (path: string): string => (path.startsWith('redirectUris') ? 'redirects' : path);

export function AppFields({ form }: { form: UseFormReturnType<AppValues> }): ReactElement {
  const text = useText();
  const scopes = useQuery(reading('GET /web/scopes', undefined));
  const scopesError = form.errors['scopes'];
  return (
    <Stack gap="lg">
      <TextInput
        label={text('app.field.name')}
        description={text('app.field.name.hint')}
        maxLength={100}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={text('app.field.description')}
        description={text('app.field.description.hint')}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('description')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={text('app.field.stage')}
          data={STAGES.map((value) => ({ value, label: text(`app.stage.${value}`) }))}
          {...form.getInputProps('stage')}
        />
        <NativeSelect
          label={text('app.field.kind')}
          data={KINDS.map((value) => ({ value, label: text(`app.kind.${value}`) }))}
          {...form.getInputProps('kind')}
        />
      </SimpleGrid>
      <Checkbox.Group label={text('app.field.grants')} {...form.getInputProps('grants')}>
        <Stack gap="sm" mt="xs">
          {GRANTS.map((grant) => (
            <Checkbox key={grant} value={grant} label={text(`grant.${grant}`)} description={text(`grant.${grant}.text`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {form.values.grants.includes('authorization_code') && (
        <Textarea
          label={text('app.field.redirects')}
          description={text('app.field.redirects.hint')}
          placeholder="https://app.example/callback"
          autosize
          minRows={2}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
          {...form.getInputProps('redirects')}
        />
      )}
      <Loaded query={scopes}>
        {(known) => (
          <ScopePicker
            scopes={known}
            value={form.values.scopes}
            onChange={(names) => form.setFieldValue('scopes', names)}
            {...(typeof scopesError === 'string' ? { error: scopesError } : {})}
          />
        )}
      </Loaded>
    </Stack>
  );
}
