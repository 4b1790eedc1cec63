import { Button, Group, Text } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import { useWhy } from '../i18n/refusals.ts';
import { Dialog } from './dialog.tsx';

interface Question {
  readonly title: string;
  readonly text: ReactNode;
  readonly confirm: string;
  readonly act: () => Promise<unknown>;
}

/** Asks before what cannot be undone. Answers the dialog to place in the page, and how to ask. */
export function useConfirm(): { dialog: ReactElement; ask: (question: Question) => void } {
  const text = useText();
  const why = useWhy();
  const [question, setQuestion] = useState<Question>();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await question?.act();
      setIsOpen(false);
    } catch (error) {
      setProblem(why(error));
    } finally {
      setIsBusy(false);
    }
  };
  const ask = (next: Question): void => {
    setProblem(undefined);
    setQuestion(next);
    setIsOpen(true);
  };
  const dialog = (
    <Dialog opened={isOpen} onClose={() => setIsOpen(false)} title={question?.title}>
      <Text size="sm">{question?.text}</Text>
      {problem && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
          {problem}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => setIsOpen(false)}>
          {text('app.cancel')}
        </Button>
        <Button color="red.8" loading={isBusy} onClick={() => void act()} data-autofocus>
          {question?.confirm}
        </Button>
      </Group>
    </Dialog>
  );
  return { dialog, ask };
}
