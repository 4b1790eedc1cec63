let last: HTMLElement | undefined;

const isReady = (element: HTMLElement | undefined): element is HTMLElement =>
  element !== undefined && element.isConnected && !element.matches(':disabled');
const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Keeps the focus of whoever uses the keyboard. A button is shut while its work is under way, and the browser takes the focus from what is
 * shut: it comes back when the button opens again.
 */
export function watchFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !target.closest('[role=dialog]')) last = target;
  });
  new MutationObserver((changes) => {
    if (isNowhere() && isReady(last) && changes.some(({ target }) => target === last)) last.focus({ preventScroll: true });
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['disabled'] });
}

/** When a dialog has closed: to where the focus was before, or to the page where that is gone. */
export function focusBack(): void {
  if (!isNowhere() && !document.activeElement?.closest('[role=dialog]')) return;
  const next = isReady(last) ? last : document.querySelector<HTMLElement>('#content');
  next?.focus({ preventScroll: true });
}
