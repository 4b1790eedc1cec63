import { Badge } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';

/** Reminds on every page that the sandbox shows another time than the wall. */
export function ClockBadge(): ReactElement | null {
  const text = useText();
  const moment = useMoment();
  const { may } = useSignedIn();
  const { data } = useQuery({
    ...reading('GET /web/sandbox/clock', undefined),
    enabled: may.moveSandbox,
    refetchInterval: 30_000,
  });
  if (!data?.moved) return null;
  const when = moment(data.now);
  return (
    <Badge
      color="sun"
      leftSection={<IconClock size={13} />}
      size="lg"
      renderRoot={(props) => <Link to="/developer/sandbox" aria-label={text('sandbox.clock.badge', { when })} {...props} />}
      styles={{ root: { cursor: 'pointer' } }}
    >
      <span className="wide-only">{when}</span>
    </Badge>
  );
}
