import { Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './steps.module.css';

/** What is done one after the other, numbered. */
export const Steps = ({ children }: { children: ReactNode }): ReactElement => <ol className={classes['steps']}>{children}</ol>;

export const Step = (props: { title: string; lead?: ReactNode; children?: ReactNode }): ReactElement => (
  <li className={classes['step']}>
    <Stack gap="sm">
      <div>
        <h2 className={classes['title']}>{props.title}</h2>
        {props.lead && (
          <Text c="dimmed" size="sm">
            {props.lead}
          </Text>
        )}
      </div>
      {props.children}
    </Stack>
  </li>
);
