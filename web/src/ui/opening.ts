import { useEffect, useState } from 'react';

/** For what comes when it first opens: it begins closed, so that it sees where the focus was and can return it. */
export function useOpening(isWanted: boolean): boolean {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(isWanted), [isWanted]);
  return isOpen;
}
