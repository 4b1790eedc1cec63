import { Alert, Badge, Button, Group, List, Stack, Stepper, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { CallRefused } from '../../api/errors.ts';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import type { MessageId } from '../../i18n/messages/en.ts';
import { listing } from '../../i18n/messages/en/listing.ts';
import { LinkButton } from '../../ui/link.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { Managed, Step } from './listing.ts';
import { ReturnDialog } from './return-dialog.tsx';

const STATES = ['draft', 'submitted', 'certified', 'published'] as const;
const FORWARD: ReadonlySet<Step> = new Set(['submit', 'certify', 'publish']);

/** Where a listing is on its way, and the steps that lead on. */
export function ListingState({ appId, managed }: { appId: string; managed: Managed }): ReactElement {
  const text = useText();
  const { listing, ownersReview } = managed;
  const state = listing?.state ?? 'none';
  return (
    <Section
      title={text('app.tab.listing')}
      lead={text(`listing.state.${state}.text`)}
      actions={!listing && <Badge color="gray">{text('listing.state.none')}</Badge>}
    >
      {listing && (
        <Stack>
          <Stepper
            active={listing.state === 'published' ? STATES.length : STATES.indexOf(listing.state)}
            size="xs"
            iconSize={28}
            aria-label={text('listing.steps')}
            allowNextStepsSelect={false}
          >
            {STATES.map((one) => (
              <Stepper.Step
                key={one}
                label={text(`listing.state.${one}`)}
                aria-current={one === listing.state ? 'step' : undefined}
                disabled={one !== listing.state}
              />
            ))}
          </Stepper>
          {listing.remark && (
            <Alert color="sun" title={text('listing.remark')}>
              {listing.remark}
            </Alert>
          )}
          <Steps appId={appId} steps={listing.steps} />
          {listing.state !== 'published' && (
            <Text size="sm" c="dimmed">
              {text(ownersReview ? 'listing.review.sandbox' : 'listing.review.operator')}
            </Text>
          )}
        </Stack>
      )}
    </Section>
  );
}

function Steps({ appId, steps }: { appId: string; steps: readonly Step[] }): ReactElement {
  const text = useText();
  const say = useSay();
  const [missing, setMissing] = useState<CallRefused>();
  const [isReturning, setReturning] = useState(false);
  const move = useChange('POST /web/apps/{appId}/listing/steps', [
    'GET /web/apps/{appId}/listing',
    'GET /web/app-center',
    'GET /web/app-center/{appId}',
  ]);
  const take = async (step: Step, remark?: string): Promise<void> => {
    await move.mutateAsync({ params: { appId }, body: { step, ...(remark === undefined ? {} : { remark }) } });
    setMissing(undefined);
    say.done('listing.moved');
  };
  const press = (step: Step): void => {
    if (step === 'return') return setReturning(true);
    void take(step).catch((error: unknown) =>
      error instanceof CallRefused && error.code === 'app-center.listing.invalid' ? setMissing(error) : say.failed(error),
    );
  };
  return (
    <Stack gap="sm">
      {missing && <Missing refused={missing} />}
      <Group gap="sm">
        {steps.map((step) => (
          <Button
            key={step}
            variant={FORWARD.has(step) ? 'filled' : 'default'}
            disabled={move.isPending}
            onClick={() => press(step)}
          >
            {text(`listing.step.${step}`)}
          </Button>
        ))}
        <LinkButton to="/app-center/$appId" params={{ appId }} variant="subtle">
          {text('listing.open')}
        </LinkButton>
      </Group>
      <ReturnDialog isOpen={isReturning} onClose={() => setReturning(false)} onSend={(remark) => take('return', remark)} />
    </Stack>
  );
}

/** What keeps a listing from being submitted, by the names that its fields have here. */
function Missing({ refused }: { refused: CallRefused }): ReactElement {
  const text = useText();
  const sources = (refused.refusal.validationErrors ?? []).map(({ source }) => source);
  const open = sources.filter((source) => source.startsWith('checklist.')).length;
  const fields = sources.map((source) => `listing.field.${source}`).filter((id): id is MessageId => id in listing);
  const lines = new Set(fields.map((id) => text(id === 'listing.field.grants' ? 'listing.unready.grants' : id)));
  return (
    <Alert color="red" role="alert" title={text('listing.unready.title')}>
      <List size="sm">
        {[...lines].map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
        {open > 0 && <List.Item>{text('listing.unready.checklist', { count: open })}</List.Item>}
      </List>
    </Alert>
  );
}
