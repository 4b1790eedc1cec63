import { NavLink, Stack, Text } from '@mantine/core';
import { Link, useLocation, useMatches } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { currentOf, placesFor, type Place } from './places.ts';
import classes from './shell.module.css';

/** Which place is the current one is for us to say. */
const EXACT = { exact: true, includeSearch: false };

export function Navigation({ onChosen }: { onChosen: () => void }): ReactElement {
  const text = useText();
  const places = placesFor(useSignedIn());
  const { pathname } = useLocation();
  // Where there is nothing, nothing but the frame matches.
  const isSomewhere = useMatches({ select: (matches) => matches.length > 1 });
  const current = isSomewhere ? currentOf(places, pathname) : undefined;
  const groups = [...new Set(places.map(({ group }) => group))];
  return (
    <Stack gap="md">
      {groups.map((group) => (
        <div key={group ?? ''}>
          {group && (
            <Text className={classes['group']} size="xs" c="dimmed" fw={600}>
              {text(group)}
            </Text>
          )}
          {places
            .filter((place) => place.group === group)
            .map((place) => (
              <PlaceLink key={place.to} place={place} isCurrent={place === current} onChosen={onChosen} />
            ))}
        </div>
      ))}
    </Stack>
  );
}

function PlaceLink({ place, isCurrent, onChosen }: { place: Place; isCurrent: boolean; onChosen: () => void }): ReactElement {
  const text = useText();
  const { icon: Icon, to, label } = place;
  const look = { label: text(label), leftSection: <Icon size={18} stroke={1.6} />, className: classes['place'] ?? '' };
  return (
    <NavLink
      {...look}
      active={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      renderRoot={(props) => <Link to={to} activeOptions={EXACT} {...props} />}
      onClick={onChosen}
    />
  );
}
