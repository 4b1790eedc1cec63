import type { ReactElement } from 'react';
import { isRefused } from '../api/errors.ts';
import { useText } from '../i18n/language.tsx';
import { Blank } from './blank.tsx';
import { LinkButton } from './link.tsx';

/** Where a page of a list begins, as addresses and calls name it. */
const PLACES: ReadonlySet<string> = new Set(['after', 'from']);

/** Whether the address asked for a page of a list that cannot be. */
export const isPlaceLost = (error: unknown): boolean =>
  isRefused(error, 400) && (error.refusal.validationErrors ?? []).some(({ source }) => PLACES.has(source));

/** A list whose address names no page of it, and the way to its first. */
export function PlaceLost(): ReactElement {
  const text = useText();
  const first = ((before: object) => ({ ...before, after: undefined, from: undefined })) as never;
  return (
    <Blank
      title={text('app.placeLost.title')}
      text={text('app.placeLost.text')}
      action={
        <LinkButton to="." search={first} variant="default">
          {text('app.placeLost.first')}
        </LinkButton>
      }
    />
  );
}
