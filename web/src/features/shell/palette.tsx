import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearch, IconTerminal2 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { placesFor } from './places.ts';

/** Jumps to any place or app by name, from anywhere. */
export default function Palette(): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const who = useSignedIn();
  const { manageApps } = who.may;
  const apps = useQuery({ ...reading('GET /web/apps', undefined), enabled: manageApps });
  const go = (to: string): void => void navigate({ to });
  const actions: SpotlightActionData[] = [
    ...placesFor(who).map(({ to, label, icon: Icon }) => ({
      id: to,
      label: text(label),
      leftSection: <Icon size={18} stroke={1.6} />,
      onClick: () => go(to),
    })),
    ...(manageApps
      ? [
          {
            id: 'new',
            label: text('action.newApp'),
            leftSection: <IconPlus size={18} stroke={1.6} />,
            onClick: () => go('/developer/apps/new'),
          },
        ]
      : []),
    ...(apps.data ?? []).map(({ id, name }) => ({
      id,
      label: name,
      description: id,
      leftSection: <IconTerminal2 size={18} stroke={1.6} />,
      onClick: () => go(`/developer/apps/${id}`),
    })),
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      overlayProps={{ blur: 2, backgroundOpacity: 0.35 }}
      radius="lg"
      styles={{
        search: { outline: 'none' },
        actionDescription: { opacity: 1, color: 'inherit' },
      }}
      attributes={{ content: { 'aria-label': text('app.search.short') } }}
      nothingFound={text('app.search.empty')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: text('app.search'),
        'aria-label': text('app.search.short'),
      }}
    />
  );
}
