import { Button, Group, Switch, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSay } from '../../ui/said.tsx';
import type { Rule } from './rule.ts';

const LIST = 'GET /web/faults';

export function FaultTable({ rules, onEdit }: { rules: readonly Rule[]; onEdit: (rule: Rule) => void }): ReactElement {
  const text = useText();
  const columns = ['what', 'where', 'often', 'hits', 'on', 'actions'] as const;
  return (
    <Table.ScrollContainer minWidth={720} type="native" className="stacks">
      <Table horizontalSpacing="md" verticalSpacing={10}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{text(`faults.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.map((rule) => (
            <Row key={rule.id} rule={rule} onEdit={() => onEdit(rule)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ rule, onEdit }: { rule: Rule; onEdit: () => void }): ReactElement {
  const text = useText();
  const what = text(`faults.effect.${rule.effect}`);
  const where = `${rule.method ?? ''} ${rule.path === '*' || rule.path === '/*' ? text('faults.everyPath') : rule.path}`.trim();
  const often = rule.percent === 100 ? text('faults.always') : text('faults.percent', { percent: rule.percent });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {what}
        </Text>
        {rule.latency > 0 && (
          <Text size="sm" c="dimmed">
            {text('faults.delayed', { ms: rule.latency })}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={text('faults.column.where')}>
        <Text size="sm">{rule.appName}</Text>
        <Text size="xs" ff="monospace" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {where}
        </Text>
      </Table.Td>
      <Table.Td data-label={text('faults.column.often')}>
        <Text size="sm">{often}</Text>
        {rule.remaining !== null && (
          <Text size="sm" c="dimmed">
            {text('faults.left', { count: rule.remaining })}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={text('faults.column.hits')}>
        <Text size="sm" c="dimmed">
          {text('faults.hits', { count: rule.hits })}
        </Text>
      </Table.Td>
      <Levers rule={rule} name={`${what} ${where}`} onEdit={onEdit} />
    </Table.Tr>
  );
}

function Levers({ rule, name, onEdit }: { rule: Rule; name: string; onEdit: () => void }): ReactElement {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const change = useChange('PATCH /web/faults/{faultId}', [LIST]);
  const remove = useChange('DELETE /web/faults/{faultId}', [LIST]);
  const params = { faultId: rule.id };
  const turn = (enabled: boolean): void => change.mutate({ params, body: { enabled } }, { onError: say.failed });
  const act = (): Promise<unknown> => remove.mutateAsync({ params });
  const question = {
    title: text('faults.deleteOf', { what: name }),
    text: text('snapshots.delete.text'),
    confirm: text('faults.delete'),
    act,
  };
  return (
    <>
      <Table.Td data-label={text('faults.column.on')}>
        <Switch
          checked={rule.enabled}
          onChange={(event) => turn(event.currentTarget.checked)}
          aria-label={text('faults.turn', { what: name })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={text('faults.editOf', { what: name })}>
            {text('faults.edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => ask(question)}
            aria-label={text('faults.deleteOf', { what: name })}
          >
            {text('faults.delete')}
          </Button>
        </Group>
        {dialog}
      </Table.Td>
    </>
  );
}
