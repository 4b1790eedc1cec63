import { Alert, Group, List, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { referenceIdOf, type Exchange } from './exchange.ts';
import { explain, type Way } from './explain.ts';

/** Why a call was refused in plain words, and the way to have it let in. */
export function Explained({ exchange }: { exchange: Exchange }): ReactElement | null {
  const text = useText();
  const apps = useQuery({ ...reading('GET /web/apps', undefined), enabled: exchange.refusal !== null });
  const app = apps.data?.find(({ id }) => id === exchange.appId);
  const found = explain(exchange);
  if (!found) return null;
  const { refusal } = exchange;
  return (
    <Alert
      color={exchange.status >= 500 || exchange.status === 0 ? 'red' : 'sun'}
      icon={<IconInfoCircle />}
      title={text('explain.title')}
    >
      <Text size="sm" fw={600}>
        {text(found.what, found.values)}
      </Text>
      <Text size="sm" mt={4}>
        {text(found.how, found.values)}
      </Text>
      {refusal && refusal.issues.length > 0 && <Issues issues={refusal.issues} />}
      {refusal?.message && refusal.issues.length === 0 && (
        <Text size="sm" mt={4} c="dimmed">
          {text('explain.said', { message: refusal.message })}
        </Text>
      )}
      {found.way && <WayOut way={found.way} appId={app?.id} operation={exchange.operation} />}
    </Alert>
  );
}

function Issues({ issues }: { issues: NonNullable<Exchange['refusal']>['issues'] }): ReactElement {
  return (
    <List size="sm" mt={6}>
      {issues.map(({ path, message }, at) => (
        <List.Item key={`${at} ${path}`}>
          {path && <code>{path}</code>} {message}
        </List.Item>
      ))}
    </List>
  );
}

/** Of an app that is not the own company's there is no page to go to. */
function WayOut(props: { way: Way; appId: string | undefined; operation: string | null }): ReactElement | null {
  const text = useText();
  const { way, appId, operation } = props;
  const look = { size: 'xs', variant: 'default', children: text(`explain.way.${way}`) } as const;
  const tabs = { scopes: 'settings', secrets: 'secrets', token: 'token' } as const;
  if (way === 'faults') return <Out button={<LinkButton to="/developer/faults" {...look} />} />;
  if (way === 'reference' && operation === null) return <Out button={<LinkButton to="/developer/reference" {...look} />} />;
  if (way === 'reference') {
    const params = { operation: referenceIdOf(operation ?? '') };
    return <Out button={<LinkButton to="/developer/reference/$operation" params={params} {...look} />} />;
  }
  if (appId === undefined) return null;
  return <Out button={<LinkButton to="/developer/apps/$appId" params={{ appId }} search={{ tab: tabs[way] }} {...look} />} />;
}

const Out = ({ button }: { button: ReactElement }): ReactElement => <Group mt="sm">{button}</Group>;
