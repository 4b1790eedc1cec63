import { Alert, Anchor, Box, Stack, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { CodeForm } from './code-form.tsx';
import { LinkForm } from './link-form.tsx';
import { Outside } from './outside.tsx';
import { PasswordForm } from './password-form.tsx';
import { wasSignedIn } from './was-signed-in.ts';

const TITLES = { password: 'signIn.title', link: 'signIn.link.title', code: 'code.title' } as const;
const here = (): string => encodeURIComponent(window.location.pathname + window.location.search);

/** Asks to sign in at whatever address was opened; the address stays, so that its page follows. */
export default function SignInPage(): ReactElement {
  const text = useText();
  const { signUp } = useSession();
  const [step, setStep] = useState<keyof typeof TITLES>('password');
  const [isOver, setIsOver] = useState(wasSignedIn);
  const back = (late: boolean): void => {
    setStep('password');
    setIsOver(late);
  };
  return (
    <Outside title={text(TITLES[step])} below={signUp !== 'off' && step === 'password' && <Invitation />}>
      {isOver && step !== 'code' && (
        <Alert color="sun" mb="md" role="status">
          {text('signIn.over')}
        </Alert>
      )}
      {step === 'password' && <PasswordForm onCodeOwed={() => setStep('code')} />}
      {step === 'link' && <LinkForm />}
      {step === 'code' && <CodeForm onBack={back} />}
      {step !== 'code' && (
        <Stack gap={6} align="center" mt="lg">
          <Anchor
            component="button"
            type="button"
            underline="always"
            size="sm"
            onClick={() => setStep(step === 'password' ? 'link' : 'password')}
          >
            {text(step === 'password' ? 'signIn.byMail' : 'signIn.byPassword')}
          </Anchor>
          <Anchor href={`/sign-in/sso?return_to=${here()}`} underline="always" size="sm">
            {text('signIn.byCompany')}
          </Anchor>
        </Stack>
      )}
    </Outside>
  );
}

function Invitation(): ReactElement {
  const text = useText();
  return (
    <Box mt="lg" ta="center">
      <Text size="sm" c="dimmed" mb={6}>
        {text('signUp.invite')}
      </Text>
      <LinkButton to="/sign-up" variant="default">
        {text('signUp.invite.action')}
      </LinkButton>
    </Box>
  );
}
