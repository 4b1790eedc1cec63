import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { FormattedMessage } from 'react-intl';
import { useChange, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useReason } from '../../i18n/refusals.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { Listing } from './app-center.ts';
import classes from './app-center.module.css';

interface Asking {
  readonly listing: Listing;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The app's own page is open now. */
  readonly onGone: () => void;
}

/** What the app gets and under whose terms, before the browser goes on to it. */
export function AgreeDialog({ listing, isOpen, onClose, onGone }: Asking): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { name, installation, scopes } = listing;
  return (
    <Dialog opened={isOpen} onClose={onClose} title={text('center.agree.title', { name })} size="lg">
      <Stack gap="sm">
        <Text size="sm">{text(`center.agree.${installation}`, { name, company: company.name })}</Text>
        {/* A region that scrolls must be reached by the keyboard. */}
        <div tabIndex={0} role="region" aria-label={text('center.scopes')} style={{ maxHeight: 220, overflowY: 'auto' }}>
          <ul className={classes['scopes']}>
            {scopes.map((scope) => (
              <li key={scope.name}>
                <Text size="sm">{scope.description}</Text>
              </li>
            ))}
          </ul>
        </div>
        <Terms listing={listing} />
        <Text size="sm" c="dimmed">
          {text('center.agree.next', { name })}
        </Text>
        <Answer listing={listing} onClose={onClose} onGone={onGone} />
      </Stack>
    </Dialog>
  );
}

function Terms({ listing }: { listing: Listing }): ReactElement {
  const text = useText();
  const link = (url: string, label: string): ReactElement => (
    <Anchor href={url} target="_blank" rel="noopener noreferrer" size="sm" underline="always">
      {label}
    </Anchor>
  );
  return (
    <Text size="sm">
      <FormattedMessage
        id="center.agree.terms"
        values={{
          partner: listing.partner,
          terms: link(listing.termsUrl, text('center.links.terms')),
          privacy: link(listing.privacyUrl, text('center.links.privacy')),
        }}
      />
    </Text>
  );
}

function Answer({ listing, onClose, onGone }: Omit<Asking, 'isOpen'>): ReactElement {
  const text = useText();
  const reason = useReason();
  const [problem, setProblem] = useState<string>();
  const begin = useChange('POST /web/app-center/{appId}/connection', []);
  const agree = async (): Promise<void> => {
    setProblem(undefined);
    // Opened by the press itself, else browsers take it for an advertisement; where they do all the same, this window goes.
    const tab = window.open('', '_blank');
    try {
      const { redirectTo } = await begin.mutateAsync({ params: { appId: listing.appId } });
      if (!tab) return window.location.assign(redirectTo);
      tab.opener = null;
      tab.location.replace(redirectTo);
      onGone();
      onClose();
    } catch (error) {
      tab?.close();
      setProblem(reason(error));
    }
  };
  return (
    <>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {text('app.cancel')}
        </Button>
        <Button loading={begin.isPending} onClick={() => void agree()} data-autofocus>
          {text('center.agree.submit')}
        </Button>
      </Group>
    </>
  );
}
