import { TextInput, type TextInputProps } from '@mantine/core';
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import classes from './finder.module.css';

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Finds one of many while one types, with the keys and roles that the pattern of a combobox asks for. */
export function Finder(props: {
  field: TextInputProps;
  /** The name of what is chosen; empty where nothing stays chosen. */
  chosen: string;
  found: readonly Found[];
  none: string;
  /** What is looked for; nothing while the list is closed. */
  onLook: (words: string | undefined) => void;
  onChosen: (id: string) => void;
}): ReactElement {
  const { field, chosen, found, none, onLook, onChosen } = props;
  const list = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const current = isOpen ? found[Math.min(at, found.length - 1)] : undefined;
  const look = (words: string | undefined): void => {
    setIsOpen(words !== undefined);
    setTyped(words === '' && typed === undefined ? undefined : words);
    setAt(0);
    onLook(words);
  };
  const take = (id: string): void => {
    look(undefined);
    onChosen(id);
  };
  const move = (step: number): void => {
    if (!isOpen) look('');
    else if (found.length > 0) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
  };
  const press = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Enter' && current) take(current.id);
    else if (key === 'Escape' && isOpen) look(undefined);
    else return;
    event.preventDefault();
    // A dialog that it stands in stays.
    event.stopPropagation();
  };
  return (
    <div className={classes['finder']}>
      <TextInput
        {...field}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={current && `${list}-${current.id}`}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? chosen}
        onChange={(event) => look(event.currentTarget.value)}
        onClick={() => isOpen || look('')}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => isOpen && look(undefined)}
        onKeyDown={press}
      />
      {isOpen && (
        // The field keeps the focus while something is pressed here.
        <div className={classes['found']} onMouseDown={(event) => event.preventDefault()}>
          <ul id={list} role="listbox" aria-label={typeof field.label === 'string' ? field.label : none}>
            {found.map(({ id, name, detail }) => (
              <li
                key={id}
                id={`${list}-${id}`}
                ref={id === current?.id ? intoView : null}
                role="option"
                aria-selected={id === current?.id}
                onClick={() => take(id)}
              >
                {name}
                {detail && <small>{detail}</small>}
              </li>
            ))}
          </ul>
          {found.length === 0 && <p>{none}</p>}
        </div>
      )}
    </div>
  );
}

const intoView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });
