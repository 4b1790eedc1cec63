import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { App } from './app.ts';
import { AppFields, draftOf, fieldOf, valuesOf } from './app-fields.tsx';

export function AppSettings({ app }: { app: App }): ReactElement {
  const text = useText();
  const say = useSay();
  const moment = useMoment();
  const change = useChange('PATCH /web/apps/{appId}', ['GET /web/apps', 'GET /web/apps/{appId}']);
  const params = { appId: app.id };
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: valuesOf(app),
    validate: ({ name }) => (name.trim() === '' ? { name: text('app.field.missing.name') } : {}),
    fieldOf,
    save: async (values) => {
      await change.mutateAsync({ params, body: draftOf(values) });
      say.done('app.saved');
    },
  });
  const turn = (enabled: boolean): void =>
    change.mutate({ params, body: { enabled } }, { onSuccess: () => say.done('app.saved'), onError: say.failed });
  return (
    <Stack>
      <form onSubmit={onSubmit} noValidate>
        <Section>
          {problem && <div style={{ marginBottom: 16 }}>{problem}</div>}
          <AppFields form={form} />
          <Group mt="xl">
            <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
              {text('app.save')}
            </Button>
            {form.isDirty() && (
              <>
                <Button variant="subtle" color="gray" c="dimmed" onClick={form.reset}>
                  {text('app.discard')}
                </Button>
                <Text size="sm" c="dimmed" role="status">
                  {text('app.unsaved')}
                </Text>
              </>
            )}
          </Group>
        </Section>
      </form>
      <Section>
        <Switch
          checked={app.enabled}
          disabled={change.isPending}
          onChange={(event) => turn(event.currentTarget.checked)}
          label={text('app.field.enabled')}
          description={text('app.field.enabled.hint')}
        />
        <Text size="sm" c="dimmed" mt="md">
          {text('app.dates', { created: moment(app.createdAt), changed: moment(app.updatedAt) })}
        </Text>
      </Section>
    </Stack>
  );
}
