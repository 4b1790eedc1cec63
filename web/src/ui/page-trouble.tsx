import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Trouble } from './trouble.tsx';

/** A page that broke: the rest of the application stays. */
export const PageTrouble = ({ error, reset }: ErrorComponentProps): ReactElement => <Trouble error={error} onRetry={reset} />;
