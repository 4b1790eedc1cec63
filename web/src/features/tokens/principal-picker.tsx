import { Combobox, InputBase, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';

/** Whom a token is for; without an id the app itself. */
export interface Chosen {
  readonly id: string | undefined;
  readonly name: string;
}

export function PrincipalPicker(props: { label?: string; value: Chosen; onChange: (chosen: Chosen) => void }): ReactElement {
  const text = useText();
  const { label = text('token.principal'), value, onChange } = props;
  const [search, setSearch] = useState<string>();
  const [words] = useDebouncedValue(search ?? '', 150);
  const box = useCombobox({ onDropdownClose: () => setSearch(undefined) });
  const found = useQuery({
    ...reading('GET /web/principals', { query: { search: words } }),
    placeholderData: (before) => before,
    enabled: box.dropdownOpened,
  });
  const self = { id: '', name: text('token.principal.app'), detail: '' };
  const options = [
    ...(words === '' ? [self] : []),
    ...(found.data ?? []).map(({ id, name, login }) => ({ id, name, detail: login ?? text('token.principal.company') })),
  ];
  const choose = (id: string): void => {
    const option = options.find((one) => one.id === id);
    if (option) onChange({ id: option.id === '' ? undefined : option.id, name: option.name });
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose}>
      <Combobox.Target>
        <InputBase
          label={label}
          placeholder={text('token.principal.search')}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={search ?? value.name}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.openDropdown();
            box.updateSelectedOptionIndex();
          }}
          onClick={() => box.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }}>
          {options.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id} active={(value.id ?? '') === id}>
              <Text size="sm">{name}</Text>
              {detail && (
                <Text size="xs" c="dimmed">
                  {detail}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {options.length === 0 && <Combobox.Empty>{text('token.principal.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
