import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { queryClient, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSay } from '../../ui/said.tsx';
import type { Person } from './people-list.tsx';

/** What an administrator can do for somebody who waits, or who has lost their app. */
export function PersonActions({ person }: { person: Person }): ReactElement | null {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const again = useChange('POST /web/people/{userId}/invitations', ['GET /web/people']);
  const params = { userId: person.id };
  const reset = async (): Promise<void> => {
    await call('DELETE /web/people/{userId}/second-factor', { params });
    await queryClient.invalidateQueries({ queryKey: ['GET /web/people'] });
    say.done('people.reset.done');
  };
  if (person.invited)
    return (
      <Button
        variant="default"
        size="xs"
        loading={again.isPending}
        aria-label={text('people.again.of', { name: person.name })}
        onClick={() => again.mutate({ params }, { onSuccess: () => say.done('people.again.done'), onError: say.failed })}
      >
        {text('people.again')}
      </Button>
    );
  if (!person.secondFactor) return null;
  return (
    <>
      {dialog}
      <Button
        variant="default"
        size="xs"
        aria-label={text('people.reset.of', { name: person.name })}
        onClick={() =>
          ask({
            title: text('people.reset.title', { name: person.name }),
            text: text('people.reset.text'),
            confirm: text('people.reset'),
            act: reset,
          })
        }
      >
        {text('people.reset')}
      </Button>
    </>
  );
}
