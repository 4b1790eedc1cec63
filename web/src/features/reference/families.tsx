import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { familiesOf, partsOf, type ApiOperation, type Family } from './operations.ts';
import classes from './reference.module.css';

const PLACE = '/developer/reference';

/** All families with their versions. */
export const Families = ({ operations }: { operations: readonly ApiOperation[] }): ReactElement => (
  <ul className={classes['families']}>
    {familiesOf(operations).map((family) => (
      <li key={family.name}>
        <strong lang="en">{family.name}</strong>
        <VersionLinks family={family} />
      </li>
    ))}
  </ul>
);

/** One family: back to all, or to another version of it. */
export function Versions({ operations, tag }: { operations: readonly ApiOperation[]; tag: string }): ReactElement {
  const text = useText();
  const { family: name } = partsOf(tag);
  const family = familiesOf(operations).find((one) => one.name === name);
  return (
    <Group px="md" pb="xs" gap="sm">
      <TextLink to={PLACE} search={{}} size="sm">
        {text('reference.all')}
      </TextLink>
      <Text fw={600} component="h2" m={0} lang="en">
        {name}
      </Text>
      {family && <VersionLinks family={family} current={tag} />}
    </Group>
  );
}

function VersionLinks({ family, current }: { family: Family; current?: string }): ReactElement {
  const text = useText();
  return (
    <span className={classes['versions']}>
      {family.versions.map(({ tag, version, count }) => {
        const name = `${family.name} ${version}, ${text('reference.count', { count })}`;
        return (
          <Link
            key={tag}
            to={PLACE}
            search={{ tag }}
            aria-label={name}
            title={name}
            aria-current={tag === current ? 'page' : undefined}
            className={classes['version'] ?? ''}
          >
            {version === '' ? text('reference.show') : version}
          </Link>
        );
      })}
    </span>
  );
}
