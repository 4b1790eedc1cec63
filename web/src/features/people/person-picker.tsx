import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';

const SHOWN = 8;

/** Chooses one active colleague by a part of the name or login. */
export function PersonPicker({ label, onChosen }: { label: string; onChosen: (userId: string) => void }): ReactElement {
  const text = useText();
  const [search, setSearch] = useState('');
  const [words] = useDebouncedValue(search, 150);
  const box = useCombobox();
  const found = useQuery({
    ...reading('GET /web/people', { query: { search: words } }),
    placeholderData: keepPreviousData,
    enabled: box.dropdownOpened,
  });
  const people = (found.data?.people ?? []).filter(({ active }) => active).slice(0, SHOWN);
  const choose = (id: string): void => {
    setSearch('');
    box.closeDropdown();
    onChosen(id);
  };
  return (
    <Combobox store={box} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          label={label}
          placeholder={text('people.search')}
          mt="md"
          maw={360}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.openDropdown();
            box.updateSelectedOptionIndex();
          }}
          onClick={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {people.map(({ id, name, login }) => (
            <Combobox.Option key={id} value={id}>
              <Text size="sm">{name}</Text>
              <Text size="xs" c="dimmed">
                {login}
              </Text>
            </Combobox.Option>
          ))}
          {people.length === 0 && <Combobox.Empty>{text('people.none.title')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
