import '@mantine/spotlight/styles.layer.css';
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearch, IconTerminal2, type Icon as IconType } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { focusBack } from '../../ui/focus-kept.ts';
import { placesFor } from './places.ts';

/** Jumps to any place or app by name, from anywhere. */
export default function Palette(): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const who = useSignedIn();
  const { manageApps } = who.may;
  const apps = useQuery({ ...reading('GET /web/apps', undefined), enabled: manageApps });
  const go = (to: string): void => void navigate({ to });
  const action = (to: string, label: string, Icon: IconType, description?: string): SpotlightActionData => ({
    id: to,
    label,
    leftSection: <Icon size={18} stroke={1.6} />,
    onClick: () => go(to),
    ...(description === undefined ? {} : { description }),
  });
  const places = placesFor(who);
  const groups = [...new Set(places.map(({ group }) => group))].map((group) => ({
    group: group === undefined ? '' : text(group),
    actions: places.filter((place) => place.group === group).map(({ to, label, icon }) => action(to, text(label), icon)),
  }));
  const ownApps = {
    group: text('nav.apps'),
    actions: [
      ...(apps.data ?? []).map(({ id, name }) => action(`/developer/apps/${id}`, name, IconTerminal2, id)),
      action('/developer/apps/new', text('action.newApp'), IconPlus),
    ],
  };
  return (
    <Spotlight
      onExitTransitionEnd={focusBack}
      actions={manageApps ? [...groups, ownApps] : groups}
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
