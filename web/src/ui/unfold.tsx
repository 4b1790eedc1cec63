import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import classes from './unfold.module.css';

/** A sheet that unfolds at the top of the page, below its button; a press beside it or Escape folds it away again, and the focus returns. */
export function Unfold(props: {
  id: string;
  label: string;
  isOpen: boolean;
  onTurn: (isOpen: boolean) => void;
  children: ReactNode;
}): ReactElement {
  const { id, label, isOpen, onTurn, children } = props;
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const now = sheet.current;
    if (now && now.matches(':popover-open') !== isOpen) now.togglePopover(isOpen);
  }, [isOpen]);
  return (
    <div
      ref={sheet}
      id={id}
      popover="auto"
      role="dialog"
      aria-label={label}
      className={classes['sheet'] ?? ''}
      onToggle={({ newState }) => onTurn(newState === 'open')}
    >
      {isOpen && children}
    </div>
  );
}
