import { Accordion, Badge, Checkbox, Group, Input, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { speaksOf, type Scope } from './app.ts';
import { families, type ScopeFamily } from './scope-families.ts';

interface Choosing {
  readonly value: readonly string[];
  readonly onChange: (names: string[]) => void;
}

/** What an app may do, in plain words, by what it is about. */
export function ScopePicker({
  scopes,
  error,
  ...choosing
}: Choosing & { scopes: readonly Scope[]; error?: string }): ReactElement {
  const text = useText();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const found = families(scopes.filter((scope) => speaksOf(scope, words)));
  const open = words === '' ? undefined : found.map(({ name }) => name);
  return (
    <Input.Wrapper
      label={text('app.field.scopes')}
      description={text('app.field.scopes.hint', { count: choosing.value.length })}
      error={error}
      labelElement="div"
    >
      <TextInput
        mt="xs"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        aria-label={text('app.field.scopes.search')}
        placeholder={text('app.field.scopes.search')}
        leftSection={<IconSearch size={16} />}
      />
      {found.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm" role="status">
          {text('app.field.scopes.none')}
        </Text>
      ) : (
        <Accordion
          multiple
          variant="separated"
          radius="md"
          mt="xs"
          chevronPosition="left"
          order={2}
          {...(open ? { value: open, onChange: () => {} } : {})}
        >
          {found.map((family) => (
            <Family key={family.name} {...family} {...choosing} />
          ))}
        </Accordion>
      )}
    </Input.Wrapper>
  );
}

function Family({ name, scopes, value, onChange }: Choosing & { name: ScopeFamily; scopes: readonly Scope[] }): ReactElement {
  const text = useText();
  const title = text(`app.scopes.family.${name}`);
  const names = scopes.map((scope) => scope.name);
  const chosen = names.filter((one) => value.includes(one)).length;
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Badge style={{ flexShrink: 0 }} {...(chosen > 0 ? { color: 'spruce' } : { color: 'gray', c: 'dimmed' })}>
            {text('app.field.scopes.group', { chosen, all: scopes.length })}
          </Badge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Checkbox.Group
          aria-label={title}
          value={names.filter((one) => value.includes(one))}
          onChange={(kept) => onChange([...value.filter((one) => !names.includes(one)), ...kept])}
        >
          <Stack gap="sm">
            {scopes.map((scope) => (
              <Checkbox key={scope.name} value={scope.name} label={scope.description} description={<code>{scope.name}</code>} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
