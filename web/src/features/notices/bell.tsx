import { ActionIcon } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Unfold } from '../../ui/unfold.tsx';
import classes from './bell.module.css';
import { keepSeen, readSeen, seenOf, unseen } from './notices.ts';

const load = () => import('./notice-list.tsx');
const NoticeList = lazy(load);
const SHEET = 'notices';
const AGAIN_MS = 60_000;

/** What waits for whoever is signed in. */
export function Bell(): ReactElement {
  const text = useText();
  const { userId } = useSignedIn();
  const [isOpen, setIsOpen] = useState(false);
  const [seen, setSeen] = useState(() => readSeen(userId));
  const { data: notices } = useQuery({ ...reading('GET /web/notices', undefined), refetchInterval: AGAIN_MS });
  const count = notices ? unseen(notices, seen) : 0;
  const label = text('notices.bell', { count });
  const turn = (next: boolean): void => {
    setIsOpen(next);
    if (next && notices) keepSeen(userId, seenOf(notices));
    // What was new stays marked as long as it is looked at.
    if (!next) setSeen(readSeen(userId));
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        radius="xl"
        className={classes['bell'] ?? ''}
        aria-label={label}
        aria-expanded={isOpen}
        popoverTarget={SHEET}
        onPointerEnter={() => void load()}
      >
        <IconBell size={20} stroke={1.6} />
        {count > 0 && (
          <span className={classes['count']} aria-hidden>
            {count}
          </span>
        )}
      </ActionIcon>
      <Unfold id={SHEET} label={label} isOpen={isOpen} onTurn={turn}>
        <Suspense fallback={null}>
          {notices && <NoticeList notices={notices} seen={seen} onChosen={() => turn(false)} />}
        </Suspense>
      </Unfold>
    </>
  );
}
