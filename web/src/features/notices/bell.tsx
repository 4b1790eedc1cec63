import { ActionIcon, Indicator, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { NoticeList } from './notice-list.tsx';
import { keepSeen, readSeen, seenOf, unseen } from './notices.ts';

const AGAIN_MS = 60_000;

/** What waits for whoever is signed in. */
export function Bell(): ReactElement {
  const text = useText();
  const { userId } = useSignedIn();
  const [isOpen, setIsOpen] = useState(false);
  const [seen, setSeen] = useState(() => readSeen(userId));
  const { data: notices } = useQuery({ ...reading('GET /web/notices', undefined), refetchInterval: AGAIN_MS });
  const count = notices ? unseen(notices, seen) : 0;
  const turn = (next: boolean): void => {
    setIsOpen(next);
    if (next && notices) keepSeen(userId, seenOf(notices));
    // What was new stays marked as long as it is looked at.
    if (!next) setSeen(readSeen(userId));
  };
  return (
    <Popover width={360} position="bottom-end" shadow="md" trapFocus returnFocus opened={isOpen} onChange={turn}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          radius="xl"
          aria-label={text('notices.bell', { count })}
          onClick={() => turn(!isOpen)}
          styles={{ root: { overflow: 'visible' } }}
        >
          <Indicator disabled={count === 0} label={count} size={16} color="sun.7" aria-hidden>
            <IconBell size={20} stroke={1.6} />
          </Indicator>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {notices && <NoticeList notices={notices} seen={seen} onChosen={() => turn(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
