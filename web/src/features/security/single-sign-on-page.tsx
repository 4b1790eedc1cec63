import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { CodeLine } from '../../ui/code.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { ProviderForm } from './provider-form.tsx';

/** Through which identity provider the company signs in. */
export default function SingleSignOnPage(): ReactElement {
  const text = useText();
  const moment = useMoment();
  const found = useQuery(reading('GET /web/single-sign-on', undefined));
  return (
    <Page title={text('sso.title')} lead={text('sso.lead')} width="text">
      <Loaded query={found}>
        {(setting) => {
          const provenAt = setting.provider?.provenAt ?? null;
          return (
            <Stack gap="lg">
              <Section title={text('sso.register')} lead={text('sso.register.text')}>
                <CodeLine label={text('sso.redirectUri')} value={setting.redirectUri} />
              </Section>
              <Section title={text('sso.provider')}>
                <ProviderForm key={setting.provider?.issuer ?? ''} setting={setting} />
              </Section>
              {setting.provider && (
                <Section title={text('sso.try')}>
                  <Stack>
                    <Alert color={provenAt ? 'spruce' : 'sun'} icon={provenAt ? <IconCircleCheck /> : <IconInfoCircle />}>
                      {provenAt ? text('sso.proven', { when: moment(provenAt) }) : text('sso.unproven')}
                    </Alert>
                    <CodeLine label={text('sso.startUrl')} value={setting.startUrl} />
                    <Text size="sm" c="dimmed">
                      {text('sso.startUrl.text')}
                    </Text>
                  </Stack>
                </Section>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
