import { Alert, Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Late } from '../../ui/late.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Waiting } from '../../ui/loaded.tsx';
import { NoneFound } from '../../ui/none-found.tsx';
import { Page } from '../../ui/page.tsx';
import { useSay } from '../../ui/said.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { LogFilters, LogNotes } from './log-filters.tsx';
import { isFiltered, type Place } from './filters.ts';
import { LogTable } from './log-table.tsx';
import classes from './request-log.module.css';
import { useLog, type Log } from './use-log.ts';

const ExchangeDrawer = lazy(() => import('./exchange-drawer.tsx'));

const PLACE = '/developer/requests';

export default function RequestLogPage(): ReactElement {
  const text = useText();
  return (
    <Page title={text('log.title')} lead={text('log.lead')}>
      <Desk />
    </Page>
  );
}

function Desk(): ReactElement {
  const { open, ...filters } = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const log = useLog(filters);
  const go = (place: Place): void => void navigate({ search: place, replace: true });
  const close = (): void => go(filters);
  return (
    <>
      <div className="sheet">
        <LogFilters filters={filters} onChange={go} />
        <LogNotes filters={filters} lines={log.lines} onChange={go}>
          <Count log={log} />
        </LogNotes>
        <Lines log={log} place={{ ...filters, open }} />
      </div>
      <Dropped count={log.first?.dropped ?? 0} />
      <Empty log={log} />
      <Late isWanted={open !== undefined}>
        <ExchangeDrawer id={open} filters={filters} onClose={close} onReplayed={log.refresh} />
      </Late>
    </>
  );
}

function Count({ log }: { log: Log }): ReactElement {
  const text = useText();
  return (
    <Group gap="xs" ml="auto">
      <Text size="sm" c="dimmed" role="status">
        {text('log.shown', { count: log.lines.length, more: log.hasOlder ? 'yes' : 'no' })}
      </Text>
      <Button
        size="compact-sm"
        variant={log.hasNewer ? 'light' : 'subtle'}
        color={log.hasNewer ? 'spruce' : 'gray'}
        leftSection={<IconRefresh size={14} />}
        onClick={log.refresh}
      >
        {text(log.hasNewer ? 'log.newer' : 'log.refresh')}
      </Button>
    </Group>
  );
}

function Lines({ log, place }: { log: Log; place: Place }): ReactElement {
  const text = useText();
  if (log.error !== undefined)
    return (
      <div className={classes['notes']}>
        <Trouble error={log.error} onRetry={log.refresh} />
      </div>
    );
  if (log.isWaiting)
    return (
      <div className={classes['filters']}>
        <Waiting rows={6} />
      </div>
    );
  if (log.lines.length > 0) return <LogTable log={log} place={place} />;
  if (log.first?.kept === false) return <Blank title={text('log.notKept.title')} text={text('log.notKept.text')} />;
  if (!isFiltered(place))
    return (
      <Blank
        title={text('log.none.title')}
        text={text('log.none.text')}
        action={<LinkButton to="/developer">{text('log.none.action')}</LinkButton>}
      />
    );
  return <NoneFound title={text('log.noneFound.title')} text={text('log.noneFound.text')} all={text('log.filter.clear')} />;
}

function Dropped({ count }: { count: number }): ReactElement | null {
  const text = useText();
  return count === 0 ? null : <Alert color="sun">{text('log.dropped', { count })}</Alert>;
}

function Empty({ log }: { log: Log }): ReactElement | null {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const clear = useChange('DELETE /web/exchanges', ['GET /web/exchange-apps']);
  const act = async (): Promise<void> => {
    await clear.mutateAsync();
    log.refresh();
    say.done('log.cleared');
  };
  const question = { title: text('log.clear.title'), text: text('log.clear.text'), confirm: text('log.clear'), act };
  return (
    <>
      {log.lines.length > 0 && (
        <Group justify="flex-end">
          <Button size="xs" variant="default" c="var(--mantine-color-error)" onClick={() => ask(question)}>
            {text('log.clear')}
          </Button>
        </Group>
      )}
      {dialog}
    </>
  );
}
