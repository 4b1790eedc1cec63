import type { ReactElement } from 'react';

/** The sun on the horizon. */
export const Mark = ({ size = 28 }: { size?: number }): ReactElement => (
  <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <rect width="48" height="48" rx="12" fill="#1f5a49" />
    <path fill="#f0b45c" d="M11 30a13 13 0 0 1 26 0z" />
    <path d="M8 30h32M15 37h18" stroke="#f4f1ea" strokeWidth="3" strokeLinecap="round" fill="none" />
  </svg>
);
