import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { Loaded } from '../../ui/loaded.tsx';
import type { App } from '../apps/app.ts';
import { valuesOf } from './listing.ts';
import { ListingForm } from './listing-form.tsx';
import { ListingState } from './listing-state.tsx';
import { LogoField } from './logo-field.tsx';

/** How an app shows itself in the App Center, from a first word to published. */
export default function ListingTab({ app }: { app: App }): ReactElement {
  const { company } = useSignedIn();
  const managed = useQuery(reading('GET /web/apps/{appId}/listing', { params: { appId: app.id } }));
  return (
    <Loaded query={managed}>
      {(found) => {
        const values = valuesOf(found, { name: app.name, partner: company.name, description: app.description });
        // A form begins anew with what was saved; a logo that comes meanwhile takes no words away.
        const saved = `${found.listing?.state ?? ''} ${JSON.stringify(values)}`;
        return (
          <Stack>
            <ListingState appId={app.id} managed={found} />
            <LogoField appId={app.id} name={app.name} managed={found} />
            <ListingForm key={saved} appId={app.id} managed={found} values={values} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
