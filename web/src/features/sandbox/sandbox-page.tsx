import type { ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Page } from '../../ui/page.tsx';
import { SnapshotPanel } from '../snapshots/snapshot-panel.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { ResetPanel } from './reset-panel.tsx';

export default function SandboxPage(): ReactElement {
  const text = useText();
  const { may } = useSignedIn();
  if (!may.moveSandbox)
    return (
      <Page title={text('sandbox.title')}>
        <Blank title={text('sandbox.off.title')} text={text('sandbox.off.text')} />
      </Page>
    );
  return (
    <Page title={text('sandbox.title')} lead={text('sandbox.lead')} width="text">
      <ClockPanel />
      <SnapshotPanel />
      <ResetPanel />
    </Page>
  );
}
