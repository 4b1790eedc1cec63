import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconHourglass, IconPlugConnected } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useChange, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSay } from '../../ui/said.tsx';
import { AgreeDialog } from './agree-dialog.tsx';
import type { Listing } from './app-center.ts';

interface Waiting {
  readonly listing: Listing;
  /** The app's own page is open, and what happens there is not known yet. */
  readonly isAwaited: boolean;
  readonly onAwait: (is: boolean) => void;
}

/** How an app stands with whoever looks at it, and what they can do about it. */
export function ConnectionPanel(props: Waiting): ReactElement {
  const { listing, isAwaited } = props;
  const [isAsked, setAsked] = useState(false);
  return (
    <section className="sheet" style={{ padding: 20 }}>
      {listing.connectedSince ? (
        <Connected listing={listing} since={listing.connectedSince} onAwait={props.onAwait} />
      ) : isAwaited ? (
        <Awaited listing={listing} onAgain={() => setAsked(true)} />
      ) : (
        <Open listing={listing} onConnect={() => setAsked(true)} />
      )}
      <AgreeDialog listing={listing} isOpen={isAsked} onClose={() => setAsked(false)} onGone={() => props.onAwait(true)} />
    </section>
  );
}

function Open({ listing, onConnect }: { listing: Listing; onConnect: () => void }): ReactElement {
  const text = useText();
  const { hindrance, mayConnect, installation } = listing;
  const why = hindrance ? text(`center.hindrance.${hindrance}`) : mayConnect ? undefined : text('center.administrator');
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={380}>
        {why ?? text(`center.installation.${installation}`)}
      </Text>
      <Button leftSection={<IconPlugConnected size={18} />} disabled={why !== undefined} onClick={onConnect}>
        {text('center.connect')}
      </Button>
    </Group>
  );
}

function Awaited({ listing, onAgain }: { listing: Listing; onAgain: () => void }): ReactElement {
  const text = useText();
  const { name } = listing;
  return (
    <Group justify="space-between" role="status">
      <Group gap="sm" wrap="nowrap" maw={440}>
        <IconHourglass size={22} stroke={1.5} aria-hidden />
        <div>
          <Text fw={600}>{text('center.waiting', { name })}</Text>
          <Text size="sm" c="dimmed">
            {text('center.waiting.text', { name })}
          </Text>
        </div>
      </Group>
      <Button variant="default" onClick={onAgain}>
        {text('center.waiting.again')}
      </Button>
    </Group>
  );
}

function Connected(props: { listing: Listing; since: string; onAwait: (is: boolean) => void }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const { company } = useSignedIn();
  const { listing, since, onAwait } = props;
  const { appId, name, installation, mayConnect } = listing;
  const end = useChange('DELETE /web/app-center/{appId}/connection', ['GET /web/app-center', 'GET /web/app-center/{appId}']);
  const press = (): void =>
    ask({
      title: text('center.disconnect.title', { name }),
      text: text('center.disconnect.text'),
      confirm: text('center.disconnect'),
      act: async () => {
        onAwait(false);
        await end.mutateAsync({ params: { appId } });
        say.done('center.disconnected');
      },
    });
  return (
    <Group justify="space-between">
      <Alert
        role="status"
        variant="transparent"
        p={0}
        icon={<IconCircleCheck />}
        title={text('center.connectedSince', { when: moment(since) })}
      >
        {text(`center.connectedSince.text.${installation}`, { company: company.name })}
      </Alert>
      {mayConnect && (
        <Button variant="default" onClick={press}>
          {text('center.disconnect')}
        </Button>
      )}
      {dialog}
    </Group>
  );
}
