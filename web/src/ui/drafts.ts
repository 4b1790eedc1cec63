import { useEffect } from 'react';
import { knownUserId } from '../api/queries.ts';

interface Form<Values> {
  readonly isDirty: () => boolean;
  readonly getValues: () => Values;
  readonly setValues: (values: Values) => void;
}

// In this window's memory and nowhere else: what people type may be secret.
const drafts = new Map<string, unknown>();
let isLeaving = false;

/** Whoever signs out by themselves leaves nothing behind. */
export function dropDrafts(): void {
  drafts.clear();
  isLeaving = true;
}

/** A session that ends under a form takes nothing of what was typed: it is there again for the same person at the same place. */
export function useDraft<Values>(form: Form<Values>, initialValues: Values): void {
  useEffect(() => {
    isLeaving = false;
    const key = JSON.stringify([knownUserId(), window.location.pathname, initialValues]);
    const draft = drafts.get(key) as Values | undefined;
    drafts.delete(key);
    if (draft !== undefined) form.setValues(draft);
    return () => {
      if (knownUserId() === undefined && !isLeaving && form.isDirty()) drafts.set(key, form.getValues());
    };
    // Once for each form: the rest is read when it goes.
  }, []);
}
