import type { ReactElement } from 'react';
import { Blank } from './blank.tsx';
import { LinkButton } from './link.tsx';

/** A list that is empty because of its filters, which stand in the address: `all` is the way to be rid of them. */
export function NoneFound({ all, ...said }: { title: string; text?: string; all: string }): ReactElement {
  return (
    <Blank
      {...said}
      action={
        <LinkButton to="." search={{} as never} variant="default">
          {all}
        </LinkButton>
      }
    />
  );
}
