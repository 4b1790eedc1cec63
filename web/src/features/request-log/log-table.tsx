import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/language.tsx';
import { shortened, toneOf, urlOf, type Line } from './exchange.ts';
import type { Place } from './filters.ts';
import classes from './request-log.module.css';
import type { Log } from './use-log.ts';
import { windowOf } from './window.ts';

const PLACE = '/developer/requests';
const COLUMNS = ['time', 'status', 'request', 'by', 'duration'] as const;
const HEADS: Partial<Record<(typeof COLUMNS)[number], string | undefined>> = { by: classes['by'], duration: classes['number'] };
/** As in the style sheet. */
const ROW = 44;
/** Rows before the end at which older ones are fetched. */
const AHEAD = 60;

/** All lines there are, of which only those in sight are in the page. */
export function LogTable({ log, place }: { log: Log; place: Place }): ReactElement {
  const text = useText();
  const view = useRef<HTMLDivElement>(null);
  const { lines, hasOlder, loadOlder } = log;
  const { first, end } = useWindow(view, lines.length);
  useLayoutEffect(() => {
    if (hasOlder && end > lines.length - AHEAD) loadOlder();
  });
  return (
    <div
      role="table"
      aria-label={text('log.table')}
      aria-rowcount={hasOlder ? -1 : lines.length + 1}
      className={classes['table']}
    >
      <div role="row" aria-rowindex={1} className={classes['head']}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className={HEADS[column]}>
            {text(`log.column.${column}`)}
          </span>
        ))}
      </div>
      <div
        ref={view}
        role="rowgroup"
        className={classes['view']}
        style={{ height: lines.length * ROW }}
        onKeyDown={(event) => moveFocus(event, view)}
      >
        <div role="presentation" className={classes['rows']} style={{ height: lines.length * ROW }}>
          {lines.slice(first, end).map((line, at) => (
            <Row key={line.id} line={line} index={first + at} place={place} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Which rows are in sight; scrolling asks for the next frame, not for every event. */
function useWindow(view: RefObject<HTMLDivElement | null>, rows: number) {
  const [at, setAt] = useState({ scrollTop: 0, height: 800 });
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return undefined;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const { scrollTop, clientHeight: height } = element;
      // A step of some rows: what lies around them is in the page already.
      const step = Math.floor(scrollTop / (ROW * 4)) * ROW * 4;
      setAt((before) =>
        before.scrollTop === step && before.height === height ? before : { scrollTop: step, height: height + ROW * 4 },
      );
    };
    const ask = (): void => void (frame ||= requestAnimationFrame(look));
    look();
    element.addEventListener('scroll', ask, { passive: true });
    const resized = new ResizeObserver(ask);
    resized.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', ask);
      resized.disconnect();
    };
  }, [view]);
  return windowOf({ ...at, rowHeight: ROW, rows });
}

/** Up and down go from request to request. */
function moveFocus(event: KeyboardEvent, view: RefObject<HTMLDivElement | null>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).closest('[data-index]');
  const index = row?.getAttribute('data-index');
  if (by === undefined || index === null || index === undefined) return;
  const next = view.current?.querySelector<HTMLElement>(`[data-index="${Number(index) + by}"] a`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Row({ line, index, place }: { line: Line; index: number; place: Place }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const time = intl.formatDate(line.receivedAt, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  const day = intl.formatDate(line.receivedAt, { dateStyle: 'medium', timeStyle: 'medium' });
  const who = line.principal.name ?? line.principal.id ?? text('log.by.none');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-open={line.id === place.open || undefined}
      className={classes['row']}
      style={{ top: index * ROW }}
    >
      <span role="cell" className={classes['quiet']} title={day}>
        {time}
      </span>
      <span role="cell">
        <Badge color={toneOf(line.status)}>{line.status === 0 ? text('log.status.none') : line.status}</Badge>
      </span>
      <span role="cell" title={urlOf(line)}>
        <Link
          to={PLACE}
          search={{ ...place, open: line.id }}
          replace
          preload={false}
          resetScroll={false}
          className={classes['lead'] ?? ''}
          aria-current={line.id === place.open ? 'true' : undefined}
        >
          <span className={classes['method']}>{line.method}</span>
          {shortened(urlOf(line))}
        </Link>
      </span>
      <span role="cell" className={`${classes['quiet'] ?? ''} ${classes['by'] ?? ''}`}>
        {who}
        {line.principal.kind === 'app' ? '' : ` · ${line.appName}`}
      </span>
      <span role="cell" className={`${classes['quiet'] ?? ''} ${classes['number'] ?? ''}`}>
        {text('log.ms', { ms: intl.formatNumber(line.milliseconds, { maximumSignificantDigits: 3 }) })}
      </span>
    </div>
  );
}
