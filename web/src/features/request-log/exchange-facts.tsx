import { Badge } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { referenceIdOf, type Exchange } from './exchange.ts';
import type { Filters } from './filters.ts';
import classes from './request-log.module.css';

const PLACE = '/developer/requests';
const MOMENT = { dateStyle: 'medium', timeStyle: 'long' } as const;

/** Who, when, how long, and by which ids it is found again. */
export function ExchangeFacts({ exchange, filters }: { exchange: Exchange; filters: Filters }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const { appName, appId, operation, correlationId, address, scopes, receivedAt, milliseconds } = exchange;
  const took = intl.formatNumber(milliseconds, { maximumSignificantDigits: 4 });
  return (
    <dl className={classes['facts']}>
      <Fact name={text('exchange.app')}>{appName || appId}</Fact>
      <Fact name={text('exchange.by')}>
        <By exchange={exchange} filters={filters} />
      </Fact>
      <Fact name={text('exchange.when')}>{intl.formatDate(receivedAt, MOMENT)}</Fact>
      <Fact name={text('exchange.took')}>{text('log.ms', { ms: took })}</Fact>
      {operation && (
        <Fact name={text('exchange.operation')}>
          <TextLink size="sm" to="/developer/reference/$operation" params={{ operation: referenceIdOf(operation) }}>
            <code>{operation}</code>
          </TextLink>
        </Fact>
      )}
      <Fact name={text('exchange.correlation')}>
        <TextLink
          size="sm"
          to={PLACE}
          search={{ ...filters, correlation: correlationId, open: exchange.id }}
          replace
          title={text('exchange.correlation.only')}
        >
          <code>{correlationId}</code>
        </TextLink>
      </Fact>
      <Fact name={text('exchange.address')}>
        <code>{address}</code>
      </Fact>
      {exchange.principal.kind !== 'none' && (
        <Fact name="Scopes">
          <details className={classes['more']}>
            <summary>{text('exchange.scopes', { count: scopes.length })}</summary>
            <code>{scopes.join(' ')}</code>
          </details>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function By({ exchange, filters }: { exchange: Exchange; filters: Filters }): ReactElement {
  const text = useText();
  const { principal, proven } = exchange;
  const name = principal.name ?? principal.id;
  return (
    <>
      {name === null || principal.id === null ? (
        text('log.by.none')
      ) : (
        <TextLink
          size="sm"
          to={PLACE}
          search={{ ...filters, principal: principal.id, open: exchange.id }}
          replace
          title={text('exchange.by.only', { name })}
        >
          {name}
        </TextLink>
      )}{' '}
      {principal.kind !== 'none' && <Badge color="gray">{text(`log.by.${principal.kind}`)}</Badge>}{' '}
      {!proven && (
        <Badge color="sun" title={text('exchange.unproven.text')}>
          {text('exchange.unproven')}
        </Badge>
      )}
    </>
  );
}
