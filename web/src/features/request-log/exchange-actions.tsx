import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconLink, IconRepeat, IconTerminal2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSay } from '../../ui/said.tsx';
import { curlOf } from './curl.ts';
import { urlOf, type Exchange } from './exchange.ts';
import type { Filters } from './filters.ts';

const PLACE = '/developer/requests';

interface Acting {
  readonly exchange: Exchange;
  readonly filters: Filters;
  readonly onReplayed: () => void;
}

export function ExchangeActions(acting: Acting): ReactElement {
  const text = useText();
  const { exchange } = acting;
  const link = `${window.location.origin}${PLACE}?open=${exchange.id}`;
  return (
    <div>
      <Group gap="xs">
        <CopyOf value={curlOf(exchange)} label={text('exchange.copyCurl')} icon={<IconTerminal2 size={16} />} />
        <CopyOf value={link} label={text('exchange.copyLink')} icon={<IconLink size={16} />} />
        <Replay {...acting} />
      </Group>
      {exchange.notReplayable && (
        <Text size="xs" c="dimmed" mt={6}>
          {text(`exchange.replay.${exchange.notReplayable}`)}
        </Text>
      )}
    </div>
  );
}

function CopyOf({ value, label, icon }: { value: string; label: string; icon: ReactNode }): ReactElement {
  const text = useText();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" leftSection={copied ? <IconCheck size={16} /> : icon} onClick={copy}>
          {copied ? text('app.copied') : label}
        </Button>
      )}
    </CopyButton>
  );
}

/** Asks first where data would change again. */
function Replay({ exchange, filters, onReplayed }: Acting): ReactElement {
  const text = useText();
  const say = useSay();
  const navigate = useNavigate({ from: PLACE });
  const { dialog, ask } = useConfirm();
  const replay = useChange('POST /web/exchanges/{exchangeId}/replay', []);
  const act = async (): Promise<void> => {
    const { exchangeId } = await replay.mutateAsync({ params: { exchangeId: exchange.id } });
    onReplayed();
    if (exchangeId) await navigate({ search: { ...filters, open: exchangeId }, replace: true });
  };
  const press = (): void => {
    if (exchange.method === 'GET') return void act().catch(say.failed);
    const request = `${exchange.method} ${urlOf(exchange)}`;
    ask({
      title: text('exchange.replay.title'),
      text: text('exchange.replay.text', { request }),
      confirm: text('exchange.replay.confirm'),
      act,
    });
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRepeat size={16} />}
        onClick={press}
        loading={replay.isPending}
        disabled={exchange.notReplayable !== null}
      >
        {text('exchange.replay')}
      </Button>
      {dialog}
    </>
  );
}
