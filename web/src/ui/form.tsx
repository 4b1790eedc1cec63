import { Alert } from '@mantine/core';
import { useForm, type FormErrors, type UseFormReturnType } from '@mantine/form';
import { useState, type FormEvent, type ReactElement } from 'react';
import { CallRefused, type Flaw } from '../api/errors.ts';
import { useFlaw, useReason } from '../i18n/refusals.ts';
import { useDraft } from './drafts.ts';

export interface Saving<Values extends Record<string, unknown>> {
  readonly form: UseFormReturnType<Values>;
  readonly isBusy: boolean;
  /** What is wrong with the whole, not with a field. */
  readonly problem: ReactElement | null;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * The one way in which forms work here: checked when sent, what the server finds stands at its field, the first field with a fault takes
 * the focus, and a second press while one is under way does nothing.
 */
export function useSaving<Values extends Record<string, unknown>>(about: {
  initialValues: Values;
  validate?: (values: Values) => FormErrors;
  /** A field of the form for a path of the server's. */
  fieldOf?: (path: string) => string;
  save: (values: Values) => Promise<unknown>;
}): Saving<Values> {
  const reason = useReason();
  const sentence = useFlaw();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form: UseFormReturnType<Values> = useForm<Values>({
    initialValues: about.initialValues,
    validate: about.validate ?? (() => ({})),
  } as never) as never;

  useDraft(form, about.initialValues);

  const fail = (error: unknown): void => {
    const errors = error instanceof CallRefused ? errorsOf(error, sentence, about.fieldOf) : {};
    form.setErrors(errors);
    setFailure(error);
    focusFirst(form, errors);
  };
  const save = async (values: Values): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    try {
      await about.save(values);
    } catch (error) {
      fail(error);
    } finally {
      setIsBusy(false);
    }
  };
  const submit = form.onSubmit(
    (values) => void save(values),
    (errors) => focusFirst(form, errors),
  );
  const problem =
    failure === undefined ? null : (
      <Alert color="red" role="alert" ref={bringIntoView} style={{ scrollMarginTop: '5rem' }}>
        {reason(failure)}
      </Alert>
    );
  return { form, isBusy, problem, onSubmit: submit as never };
}

/** A long form is sent from its foot, and what is wrong with the whole stands at its head. */
const bringIntoView = (alert: HTMLElement | null): void => alert?.scrollIntoView({ block: 'nearest' });

function errorsOf(
  { refusal }: CallRefused,
  sentence: (flaw: Flaw) => string,
  fieldOf: (path: string) => string = (path) => path,
): FormErrors {
  return Object.fromEntries((refusal.validationErrors ?? []).map((flaw) => [fieldOf(flaw.source), sentence(flaw)]));
}

function focusFirst(form: { getInputNode: (path: never) => HTMLElement | null }, errors: FormErrors): void {
  setTimeout(() => {
    const nodes = Object.keys(errors).flatMap((path) => form.getInputNode(path as never) ?? []);
    // As it stands on the page: the server finds faults in an order of its own.
    nodes.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    nodes[0]?.focus();
  });
}
