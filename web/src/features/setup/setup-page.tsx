import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { Page } from '../../ui/page.tsx';
import { useSay } from '../../ui/said.tsx';
import { Employees } from './employees.tsx';
import { Introduction } from './introduction.tsx';
import { Payments } from './payments.tsx';
import { Policies } from './policies.tsx';
import { Reporting } from './reporting.tsx';
import { Progress } from './progress.tsx';
import { isStep, stepAfter, STEPS, type Setup, type Step } from './steps.ts';

const PAGES: Readonly<Record<Step, () => ReactElement>> = {
  introduction: Introduction,
  policies: Policies,
  employees: Employees,
  payments: Payments,
  reporting: Reporting,
};

/** One page of the wizard; every page can be come back to. */
export default function SetupPage(): ReactElement {
  const text = useText();
  const { step } = useParams({ from: '/company/setup/$step' });
  const setup = useQuery(reading('GET /web/setup', undefined));
  if (!isStep(step)) return <NotHere />;
  const Content = PAGES[step];
  return (
    <Page title={text(`setup.${step}.title`)} lead={text(`setup.${step}.lead`)} width="text">
      <Loaded query={setup}>
        {(pages) => (
          <>
            <Progress pages={pages} current={step} />
            <Content key={step} />
            <Ways step={step} pages={pages} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Back, Skip, and Next, which is Done at the end. */
function Ways({ step, pages }: { step: Step; pages: Setup }): ReactElement {
  const text = useText();
  const say = useSay();
  const navigate = useNavigate();
  const leave = useChange('PATCH /web/setup/{step}', ['GET /web/setup']);
  const next = stepAfter(step);
  const before = STEPS[STEPS.indexOf(step) - 1];
  const go = (state: 'done' | 'skipped'): void =>
    leave.mutate(
      { params: { step }, body: { state } },
      {
        onSuccess: () => {
          if (!next) say.done('setup.finished');
          void (next ? navigate({ to: '/company/setup/$step', params: { step: next } }) : navigate({ to: '/' }));
        },
        onError: say.failed,
      },
    );
  const isDone = pages.find((one) => one.step === step)?.state === 'done';
  return (
    <Group justify="space-between" gap="xs">
      {before ? (
        <LinkButton
          to="/company/setup/$step"
          params={{ step: before }}
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
        >
          {text('app.back')}
        </LinkButton>
      ) : (
        <span />
      )}
      <Group gap={4}>
        {!isDone && (
          <Button variant="subtle" onClick={() => go('skipped')} disabled={leave.isPending}>
            {text('setup.skip')}
          </Button>
        )}
        <Button
          onClick={() => go('done')}
          loading={leave.isPending}
          rightSection={next ? <IconArrowRight size={16} /> : <IconCheck size={16} />}
        >
          {text(next ? 'setup.next' : 'app.done')}
        </Button>
      </Group>
    </Group>
  );
}
