import { Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** Where there is nothing: why, and what to do about it. */
export function Blank(props: {
  title: string;
  text?: string;
  action?: ReactNode;
  order?: 1 | 2;
  children?: ReactNode;
}): ReactElement {
  return (
    <Stack align="center" gap={6} py={48} px="md" ta="center">
      <svg width="72" height="44" viewBox="0 0 72 44" aria-hidden="true" focusable="false">
        <path d="M18 34a18 18 0 0 1 36 0z" fill="light-dark(#f3d9ae, #5a4626)" />
        <path d="M4 34h64M20 42h32" stroke="light-dark(#c3bcac, #454d44)" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <Title order={props.order ?? 2} mt="sm">
        {props.title}
      </Title>
      {props.text && (
        <Text c="dimmed" maw={420}>
          {props.text}
        </Text>
      )}
      {props.children}
      {props.action && <div style={{ marginTop: 12 }}>{props.action}</div>}
    </Stack>
  );
}
