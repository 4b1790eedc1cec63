import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { AppFields, draftOf, fieldOf, valuesOf } from './app-fields.tsx';
import { SecretShown, type ShownSecret } from './secret-shown.tsx';

/** What most programs begin with: themselves, a user's login in tests, and a few things to read. */
const START = valuesOf({
  name: '',
  description: '',
  grants: ['client_credentials', 'password', 'refresh_token'],
  scopes: ['openid', 'user.read', 'company.read', 'expense.report.readwrite'],
  redirectUris: [],
  stage: 'development',
  kind: 'web-services',
});

export default function NewAppPage(): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const create = useChange('POST /web/apps', ['GET /web/apps']);
  const [made, setMade] = useState<ShownSecret & { appId: string }>();
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: START,
    validate: ({ name }) => (name.trim() === '' ? { name: text('app.field.missing.name') } : {}),
    fieldOf,
    save: async (values) => {
      const { app, secret } = await create.mutateAsync({ body: draftOf(values) });
      setMade({ appId: app.id, clientId: app.id, secret });
    },
  });
  return (
    <Page title={text('app.new.title')} lead={text('app.new.lead')} width="text">
      <form onSubmit={onSubmit} noValidate>
        <Section>
          {problem && <div style={{ marginBottom: 16 }}>{problem}</div>}
          <AppFields form={form} />
          <Group mt="xl">
            <Button type="submit" loading={isBusy}>
              {text('app.new.submit')}
            </Button>
            <LinkButton to="/developer/apps" variant="subtle" color="gray" c="dimmed">
              {text('app.cancel')}
            </LinkButton>
          </Group>
        </Section>
      </form>
      <SecretShown
        shown={made}
        onDone={() =>
          void navigate({ to: '/developer/apps/$appId', params: { appId: made?.appId ?? '' }, search: { tab: 'token' } })
        }
      />
    </Page>
  );
}
