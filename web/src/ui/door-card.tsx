import type { Icon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './door-card.module.css';

/** Somewhere to go, with what is there. */
export function DoorCard(props: {
  icon: Icon;
  title: string;
  text: string;
  renderRoot: (className: string, children: ReactNode) => ReactElement;
}): ReactElement {
  const { icon: Icon, title, text, renderRoot } = props;
  return renderRoot(
    `sheet ${classes['door'] ?? ''}`,
    <>
      <Icon size={26} stroke={1.5} aria-hidden />
      <strong>{title}</strong>
      <span>{text}</span>
    </>,
  );
}
