import { Alert, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { Checklist } from './checklist.tsx';
import { AudienceFields, ConnectFields, LookFields } from './listing-fields.tsx';
import { inputOf, type ListingValues, type Managed } from './listing.ts';

interface Editing {
  readonly appId: string;
  readonly managed: Managed;
  readonly values: ListingValues;
}

/** All that an owner says of an app. While it is reviewed nothing changes; what was certified stays. */
export function ListingForm({ appId, managed, values }: Editing): ReactElement {
  const text = useText();
  const say = useSay();
  const save = useChange('PUT /web/apps/{appId}/listing', [
    'GET /web/apps/{appId}/listing',
    'GET /web/app-center',
    'GET /web/app-center/{appId}',
  ]);
  const { form, isBusy, problem, onSubmit } = useSaving<ListingValues>({
    initialValues: values,
    fieldOf: (path) => (path.startsWith('checklist.') ? `${path}.note` : path),
    save: async (current) => {
      await save.mutateAsync({ params: { appId }, body: inputOf(current) });
      say.done('listing.saved');
    },
  });
  const state = managed.listing?.state;
  const isClosed = state === 'submitted';
  const isCertified = state === 'certified' || state === 'published';
  return (
    <form onSubmit={onSubmit} noValidate>
      <Fieldset variant="unstyled" disabled={isClosed} m={0}>
        <Stack>
          {problem}
          <Section title={text('listing.look')} lead={text('listing.look.text')}>
            <LookFields form={form} />
          </Section>
          <Section title={text('listing.where')} lead={text('listing.where.text')}>
            {isCertified && <Locked />}
            <ConnectFields form={form} isLocked={isCertified} />
          </Section>
          <Section title={text('listing.who')} lead={text('listing.who.text')}>
            <AudienceFields form={form} />
          </Section>
          <Section title={text('certification.title')} lead={text('certification.lead')}>
            {isCertified && <Locked />}
            <Checklist form={form} requirements={managed.requirements} isLocked={isCertified || isClosed} />
          </Section>
          {!isClosed && (
            <Group>
              <Button type="submit" loading={isBusy} disabled={managed.listing !== null && !form.isDirty()}>
                {text('listing.save')}
              </Button>
              {managed.listing !== null && form.isDirty() && (
                <Text size="sm" c="dimmed" role="status">
                  {text('app.unsaved')}
                </Text>
              )}
            </Group>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}

function Locked(): ReactElement {
  const text = useText();
  return (
    <Alert color="gray" mb="md">
      {text('listing.locked')}
    </Alert>
  );
}
