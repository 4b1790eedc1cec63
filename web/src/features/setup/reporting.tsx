import { ActionIcon, Box, Group, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { queryClient, reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import classes from './setup.module.css';

const READ = 'GET /web/setup/reporting';
type Read = AnswerOf<typeof READ>;

/** Takes the answer of a change as what stands now. */
function useKeeping(): (change: Promise<Read>) => void {
  const say = useSay();
  const keep = async (change: Promise<Read>): Promise<void> => {
    try {
      queryClient.setQueryData(reading(READ, undefined).queryKey, await change);
      say.done('app.saved');
    } catch (error) {
      say.failed(error);
    }
  };
  return (change) => void keep(change);
}

/** What a report must say, and who looks at it before it is paid. */
export function Reporting(): ReactElement {
  const found = useQuery(reading(READ, undefined));
  return (
    <Loaded query={found}>
      {({ fields, processors }) => (
        <Stack gap="lg">
          <Fields fields={fields} />
          <Processors processors={processors} />
        </Stack>
      )}
    </Loaded>
  );
}

function Fields({ fields }: Pick<Read, 'fields'>): ReactElement {
  const text = useText();
  const keep = useKeeping();
  return (
    <Section title={text('setup.reporting.fields')} lead={text('setup.reporting.fields.text')}>
      <Stack gap="sm">
        {fields
          .filter(({ isFixed }) => !isFixed)
          .map(({ id, label, isRequired }) => (
            <Switch
              key={id}
              label={label}
              checked={isRequired}
              onChange={(event) =>
                keep(
                  call('PATCH /web/setup/reporting/fields/{fieldId}', {
                    params: { fieldId: id },
                    body: { isRequired: event.currentTarget.checked },
                  }),
                )
              }
            />
          ))}
      </Stack>
    </Section>
  );
}

function Processors({ processors }: Pick<Read, 'processors'>): ReactElement {
  const text = useText();
  const keep = useKeeping();
  const { may } = useSignedIn();
  return (
    <Section title={text('setup.reporting.processors')} lead={text('setup.reporting.processors.text')}>
      <ul className={classes['rows']}>
        {processors.map(({ id, name, login }) => (
          <li key={id}>
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600}>{name}</Text>
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {login}
                </Text>
              </div>
              {may.administerPeople && processors.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={text('setup.reporting.remove', { name })}
                  onClick={() => keep(call('DELETE /web/setup/reporting/processors/{userId}', { params: { userId: id } }))}
                >
                  <IconX size={18} />
                </ActionIcon>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {may.administerPeople && (
        <Box mt="md">
          <PersonPicker
            label={text('setup.reporting.add')}
            onChosen={({ id }) => keep(call('POST /web/setup/reporting/processors', { body: { userId: id } }))}
          />
        </Box>
      )}
    </Section>
  );
}
