import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { openStep } from './steps.ts';

/** Goes on where the company left the wizard. */
export default function ResumeSetup(): ReactElement {
  const text = useText();
  const setup = useQuery(reading('GET /web/setup', undefined));
  return (
    <Page title={text('setup.title')} width="text">
      <Loaded query={setup}>
        {(pages) => <Navigate to="/company/setup/$step" params={{ step: openStep(pages) }} replace />}
      </Loaded>
    </Page>
  );
}
