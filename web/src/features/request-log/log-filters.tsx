import { NativeSelect, Pill, TextInput, Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import type { Line } from './exchange.ts';
import { CLASSES, isFiltered, METHODS, SPAN_NAMES, type Filters, type Method, type Span } from './filters.ts';
import classes from './request-log.module.css';
import { TimeSpan } from './time-span.tsx';

interface Filtering {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

const OWN = 'own';

export function LogFilters({ filters, onChange }: Filtering): ReactElement {
  const text = useText();
  const apps = useQuery({ ...reading('GET /web/exchange-apps', undefined), refetchInterval: 30_000 });
  const { app, method, status, span, from, to } = filters;
  const [isOwn, setIsOwn] = useState(from !== undefined || to !== undefined);
  const choose = (time: string): void => {
    setIsOwn(time === OWN);
    onChange({ ...filters, from: undefined, to: undefined, span: SPAN_NAMES.find((one) => one === time) });
  };
  return (
    <>
      <search className={classes['filters']}>
        <WordSearch filters={filters} onChange={onChange} />
        <Choice
          label={text('log.app')}
          all={text('log.app.all')}
          value={app}
          options={(apps.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => onChange({ ...filters, app: value })}
        />
        <Choice
          label={text('log.status')}
          all={text('log.status.all')}
          value={status?.toString()}
          options={CLASSES.map((one) => ({ value: one, label: text(`log.status.${one}`) }))}
          onChange={(value) => onChange({ ...filters, status: value })}
        />
        <Choice
          label={text('log.method')}
          all={text('log.method.all')}
          value={method}
          options={METHODS.map((one) => ({ value: one, label: one }))}
          onChange={(value) => onChange({ ...filters, method: value as Method | undefined })}
        />
        <Choice
          label={text('log.time')}
          all={text('log.time.all')}
          value={isOwn ? OWN : span}
          options={[
            ...SPAN_NAMES.map((one: Span) => ({ value: one as string, label: text(`log.time.${one}`) })),
            { value: OWN, label: text('log.time.own') },
          ]}
          onChange={(value = '') => choose(value)}
        />
      </search>
      {isOwn && <TimeSpan filters={filters} onChange={onChange} />}
    </>
  );
}

/** One of some, or all of them; a value that is none of them, from an address, is shown as it is. */
function Choice(props: {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}): ReactElement {
  const { label, all, value, options, onChange } = props;
  const stray = value !== undefined && options.every((one) => one.value !== value) ? [{ value, label: value }] : [];
  return (
    <NativeSelect
      aria-label={label}
      data={[{ value: '', label: all }, ...options, ...stray]}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function WordSearch({ filters, onChange }: Filtering): ReactElement {
  const text = useText();
  const { q = '' } = filters;
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const search = useDebouncedCallback((words: string) => {
    sent.current = words.trim();
    onChange({ ...filters, q: words.trim() === '' ? undefined : words.trim() });
  }, 200);
  // Cleared elsewhere, or another address.
  useEffect(() => {
    if (q !== sent.current) setTyped(q);
    sent.current = q;
  }, [q]);
  return (
    <TextInput
      type="search"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      aria-label={text('log.search')}
      placeholder={text('log.search')}
      leftSection={<IconSearch size={16} />}
    />
  );
}

/** The filters that have no field of their own, and what was found. */
export function LogNotes(props: Filtering & { lines: readonly Line[]; children: ReactNode }): ReactElement {
  const text = useText();
  const { filters, onChange, lines, children } = props;
  const { principal, correlation } = filters;
  const name = lines.find((line) => line.principal.id === principal)?.principal.name ?? principal ?? '';
  const pills = [
    ...(principal ? [{ what: text('log.filter.principal', { name }), without: { ...filters, principal: undefined } }] : []),
    ...(correlation
      ? [{ what: text('log.filter.correlation', { id: correlation }), without: { ...filters, correlation: undefined } }]
      : []),
  ];
  return (
    <div className={classes['notes']}>
      {pills.map(({ what, without }) => (
        <Pill
          key={what}
          withRemoveButton
          onRemove={() => onChange(without)}
          removeButtonProps={{ 'aria-label': text('log.filter.remove', { what }), tabIndex: 0, 'aria-hidden': false }}
        >
          {what}
        </Pill>
      ))}
      {isFiltered(filters) && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({})}>
          {text('log.filter.clear')}
        </Button>
      )}
      {children}
    </div>
  );
}
