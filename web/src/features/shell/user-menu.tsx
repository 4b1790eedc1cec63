import { UnstyledButton } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Unfold } from '../../ui/unfold.tsx';
import classes from './shell.module.css';

const load = () => import('./account.tsx');
const Account = lazy(load);
const SHEET = 'account';

/** Opens what concerns one's own account. */
export function UserMenu(): ReactElement {
  const text = useText();
  const { name } = useSignedIn();
  const [isOpen, setIsOpen] = useState(false);
  const label = text('app.account', { name });
  return (
    <>
      <UnstyledButton
        className={classes['face'] ?? ''}
        aria-label={label}
        aria-expanded={isOpen}
        popoverTarget={SHEET}
        onPointerEnter={() => void load()}
      >
        <IconUser size={20} stroke={1.8} aria-hidden />
      </UnstyledButton>
      <Unfold id={SHEET} label={label} isOpen={isOpen} onTurn={setIsOpen}>
        <Suspense fallback={null}>
          <Account />
        </Suspense>
      </Unfold>
    </>
  );
}
