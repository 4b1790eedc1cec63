import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import classes from './setup.module.css';
import type { Setup, Step } from './steps.ts';

/** The pages of the wizard with how each was left; each is a way there. */
export function Progress({ pages, current }: { pages: Setup; current: Step }): ReactElement {
  const text = useText();
  return (
    <nav aria-label={text('setup.title')}>
      <ol className={classes['steps']}>
        {pages.map(({ step, state }, index) => (
          <li key={step}>
            <Link
              to="/company/setup/$step"
              params={{ step }}
              className={classes['step'] ?? ''}
              data-state={state}
              aria-current={step === current ? 'step' : undefined}
            >
              <span className={classes['bullet']} aria-hidden>
                {state === 'done' ? <IconCheck size={14} /> : state === 'skipped' ? <IconMinus size={14} /> : index + 1}
              </span>
              <span>{text(`setup.${step}.short`)}</span>
              {state !== 'open' && <VisuallyHidden>{text(`setup.state.${state}`)}</VisuallyHidden>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
