import { Burger, Group, Kbd, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Waiting } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { NewsWhenThereAreSome } from '../../ui/said.tsx';
import { Bell } from '../notices/bell.tsx';
import { ClockBadge } from '../sandbox/clock-badge.tsx';
import { Gate } from './gate.tsx';
import { Lost } from './lost.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteWhenAsked, openPalette } from './open-palette.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** The frame of every page of somebody who is signed in. */
export default function Inside(): ReactElement {
  const text = useText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  useHotkeys([
    ['mod+K', openPalette],
    ['/', openPalette],
  ]);
  return (
    <div className={classes['frame']}>
      <a className="skip" href="#content">
        {text('app.skip')}
      </a>
      <header className={classes['header']}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={text('app.menu')}
              aria-expanded={isOpen}
            />
            <Link to="/" className={classes['brand'] ?? ''} onClick={close}>
              <Mark /> <span>{text('app.name')}</span>
            </Link>
          </Group>
          <SearchButton />
          <Group gap="sm" wrap="nowrap">
            <ClockBadge />
            <Bell />
            <UserMenu />
          </Group>
        </Group>
      </header>
      <nav className={classes['navbar']} data-open={isOpen} aria-label={text('app.navigation')}>
        <Navigation onChosen={close} />
      </nav>
      <main id="content" tabIndex={-1} className={classes['main']}>
        <Lost />
        <Suspense fallback={<Waiting />}>
          <Gate />
        </Suspense>
      </main>
      <PaletteWhenAsked />
      <NewsWhenThereAreSome />
    </div>
  );
}

function SearchButton(): ReactElement {
  const text = useText();
  return (
    <UnstyledButton className={classes['search'] ?? ''} onClick={openPalette}>
      <IconSearch size={16} aria-hidden />
      <span style={{ flex: 1 }} aria-hidden className="wide-only">
        {text('app.search')}
      </span>
      <VisuallyHidden>{text('app.search.short')}</VisuallyHidden>
      <Kbd size="xs" aria-hidden className="wide-only">
        {text('app.search.keys')}
      </Kbd>
    </UnstyledButton>
  );
}
