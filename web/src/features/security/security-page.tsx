import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { AddApp } from './add-app.tsx';
import { OwnApp } from './own-app.tsx';

/** What protects the own account beside the password. */
export default function SecurityPage(): ReactElement {
  const text = useText();
  const factor = useQuery(reading('GET /web/second-factor', undefined));
  return (
    <Page title={text('security.title')} lead={text('security.lead')} width="text">
      <Loaded query={factor} rows={2}>
        {({ since, recoveryCodesLeft }) =>
          since === null ? <AddApp /> : <OwnApp since={since} recoveryCodesLeft={recoveryCodesLeft} />
        }
      </Loaded>
    </Page>
  );
}
