import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useWhy } from '../../i18n/refusals.ts';
import { Section } from '../../ui/section.tsx';
import { Logo } from '../app-center/logo.tsx';
import type { Managed } from './listing.ts';

const MOST_BYTES = 100 * 1024;
const STALE = ['GET /web/apps/{appId}/listing', 'GET /web/app-center', 'GET /web/app-center/{appId}'] as const;

/** The picture of a listing: kept as soon as it is chosen. */
export function LogoField({ appId, name, managed }: { appId: string; name: string; managed: Managed }): ReactElement {
  const text = useText();
  const why = useWhy();
  const [problem, setProblem] = useState<string>();
  const set = useChange('PUT /web/apps/{appId}/listing/logo', STALE);
  const remove = useChange('DELETE /web/apps/{appId}/listing/logo', STALE);
  const { listing } = managed;
  const params = { appId };
  const tried = async (act: () => Promise<unknown>): Promise<void> => {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(why(error));
    }
  };
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    if (file.size > MOST_BYTES) return setProblem(text('listing.logo.large'));
    const data = await base64Of(file);
    await tried(() => set.mutateAsync({ params, body: { data } }));
  };
  return (
    <Section title={text('listing.logo')} lead={text(listing ? 'listing.logo.hint' : 'listing.logo.later')}>
      <Group>
        <Logo name={listing?.name || name} logo={listing?.logo ?? null} size={64} />
        {listing && (
          <>
            <FileButton onChange={(file) => void choose(file)} accept="image/png,image/jpeg,image/webp">
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconPhoto size={16} />} loading={set.isPending}>
                  {text('listing.logo.choose')}
                </Button>
              )}
            </FileButton>
            {listing.logo && (
              <Button
                variant="subtle"
                color="gray"
                c="dimmed"
                loading={remove.isPending}
                onClick={() => void tried(() => remove.mutateAsync({ params }))}
              >
                {text('listing.logo.remove')}
              </Button>
            )}
          </>
        )}
      </Group>
      {problem && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
          {problem}
        </Text>
      )}
    </Section>
  );
}

/** The content of a file, as the server takes it. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
