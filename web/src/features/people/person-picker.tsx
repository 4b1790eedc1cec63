import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Finder } from '../../ui/finder.tsx';

const SHOWN = 8;

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Chooses one active colleague by a part of the name or login. */
export function PersonPicker(props: {
  label: string;
  description?: string;
  error?: ReactNode;
  /** Who is chosen, where one stays so. */
  chosen?: Person;
  onChosen: (person: Person) => void;
}): ReactElement {
  const text = useText();
  const { chosen, onChosen, ...field } = props;
  const [search, setSearch] = useState<string>();
  const [words = ''] = useDebouncedValue(search, 150);
  const found = useQuery({
    ...reading('GET /web/people', { query: { search: words } }),
    placeholderData: keepPreviousData,
    enabled: search !== undefined,
  });
  const people = (found.data?.people ?? []).filter(({ active }) => active).slice(0, SHOWN);
  const choose = (id: string): void => {
    const person = people.find((one) => one.id === id);
    if (person) onChosen(person);
  };
  return (
    <Finder
      field={{ ...field, placeholder: text('people.search'), maw: 360 }}
      chosen={chosen?.name ?? ''}
      found={people.map(({ id, name, login }) => ({ id, name, detail: login }))}
      none={text('people.none.title')}
      onLook={setSearch}
      onChosen={choose}
    />
  );
}
