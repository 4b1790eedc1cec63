import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSaving } from '../../ui/form.tsx';

/** A review that sends a listing back says what is wanting. */
export function ReturnDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  onSend: (remark: string) => Promise<void>;
}): ReactElement {
  const text = useText();
  const { isOpen, onClose, onSend } = props;
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { remark: '' },
    save: async ({ remark }) => {
      await onSend(remark);
      onClose();
    },
  });
  return (
    <Dialog opened={isOpen} onClose={onClose} title={text('listing.return.title')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {problem}
          <Textarea
            label={text('listing.return.text')}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
            {...form.getInputProps('remark')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text('app.cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {text('listing.step.return')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
