import { Badge, Drawer, Group, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { focusBack } from '../../ui/focus-kept.ts';
import { useOpening } from '../../ui/opening.ts';
import { toneOf, urlOf, type Exchange } from './exchange.ts';
import { ExchangeActions } from './exchange-actions.tsx';
import { ExchangeFacts } from './exchange-facts.tsx';
import { ExchangeSide } from './exchange-side.tsx';
import { Explained } from './explained.tsx';
import type { Filters } from './filters.ts';
import classes from './request-log.module.css';

interface Shown {
  readonly filters: Filters;
  readonly onReplayed: () => void;
}

/** One exchange beside the list; its address leads back to it. */
export default function ExchangeDrawer({
  id,
  onClose,
  ...shown
}: Shown & { id: string | undefined; onClose: () => void }): ReactElement {
  const text = useText();
  return (
    <Drawer
      opened={useOpening(id !== undefined)}
      onClose={onClose}
      onExitTransitionEnd={focusBack}
      position="right"
      size="min(760px, 100vw)"
      title={text('exchange.open')}
      closeButtonProps={{ 'aria-label': text('exchange.close') }}
      attributes={{ header: { role: 'none' } }}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {id !== undefined && <Content key={id} id={id} {...shown} />}
    </Drawer>
  );
}

function Content({ id, filters, onReplayed }: Shown & { id: string }): ReactElement {
  const text = useText();
  const exchange = useQuery({
    ...reading('GET /web/exchanges/{exchangeId}', { params: { exchangeId: id } }),
    // What happened does not change.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={exchange} missing={<Blank title={text('exchange.gone.title')} text={text('exchange.gone.text')} />}>
      {(found) => (
        <Stack gap="lg">
          <Address exchange={found} />
          <ExchangeActions exchange={found} filters={filters} onReplayed={onReplayed} />
          <Explained exchange={found} />
          <ExchangeFacts exchange={found} filters={filters} />
          <Sides exchange={found} />
        </Stack>
      )}
    </Loaded>
  );
}

function Address({ exchange }: { exchange: Exchange }): ReactElement {
  const text = useText();
  const { status, method } = exchange;
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <Badge color={toneOf(status)} size="lg" style={{ flex: 'none' }}>
        {status === 0 ? text('log.status.none') : status}
      </Badge>
      <Text className={classes['address'] ?? ''}>
        <strong>{method}</strong> {urlOf(exchange)}
      </Text>
    </Group>
  );
}

function Sides({ exchange }: { exchange: Exchange }): ReactElement {
  const text = useText();
  const [side, setSide] = useState<string | null>('response');
  return (
    <Tabs value={side} onChange={setSide} keepMounted={false}>
      <Tabs.List mb="md" aria-label={text('exchange.open')}>
        <Tabs.Tab value="response">{text('exchange.response')}</Tabs.Tab>
        <Tabs.Tab value="request">{text('exchange.request')}</Tabs.Tab>
      </Tabs.List>
      {(['response', 'request'] as const).map((one) => (
        <Tabs.Panel key={one} value={one}>
          <ExchangeSide side={exchange[one]} label={text(`exchange.${one}`)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
