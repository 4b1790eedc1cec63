import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Finder } from '../../ui/finder.tsx';

/** Whom a token is for; without an id the app itself. */
export interface Chosen {
  readonly id: string | undefined;
  readonly name: string;
}

export function PrincipalPicker(props: { label?: string; value: Chosen; onChange: (chosen: Chosen) => void }): ReactElement {
  const text = useText();
  const { label = text('token.principal'), value, onChange } = props;
  const [search, setSearch] = useState<string>();
  const [words = ''] = useDebouncedValue(search, 150);
  const found = useQuery({
    ...reading('GET /web/principals', { query: { search: words } }),
    placeholderData: (before) => before,
    enabled: search !== undefined,
  });
  const self = { id: '', name: text('token.principal.app'), detail: '' };
  const options = [
    ...(words === '' ? [self] : []),
    ...(found.data ?? []).map(({ id, name, login }) => ({ id, name, detail: login ?? text('token.principal.company') })),
  ];
  const choose = (id: string): void => {
    const option = options.find((one) => one.id === id);
    if (option) onChange({ id: option.id === '' ? undefined : option.id, name: option.name });
  };
  return (
    <Finder
      field={{ label, placeholder: text('token.principal.search') }}
      chosen={value.name}
      found={options}
      none={text('token.principal.none')}
      onLook={setSearch}
      onChosen={choose}
    />
  );
}
