import { opaqueId, parseOpaqueId } from '../../platform/ids/index.ts';

/** A report and the step it waits at, as one word of an address: clients get it in WorkflowActionUrl and post to it. */
export interface StepReference {
  readonly reportId: string;
  readonly stepId: string;
}

const stepReference = ({ reportId, stepId }: StepReference): string =>
  opaqueId('n', 'workflow-step', stepId) + opaqueId('n', 'report', reportId);

/** Undefined when the text is no reference that this server made. */
export function parseStepReference(text: string): StepReference | undefined {
  const [step = '', report = ''] = text.split('$');
  const stepId = parseOpaqueId('n', 'workflow-step', step);
  const reportId = parseOpaqueId('n', 'report', report);
  return stepId && reportId ? { reportId, stepId } : undefined;
}

interface Standing {
  readonly id: string;
  readonly paymentStatus: string;
  readonly currentStep: { readonly stepId: string } | null;
}

/** A report in payment has left its workflow, and yet an approval moves it on: its own id stands for that last step. */
export const isPaymentStep = ({ reportId, stepId }: StepReference): boolean => stepId === reportId;

function stepIdOf({ id, paymentStatus, currentStep }: Standing): string | undefined {
  return currentStep?.stepId ?? (paymentStatus === 'P_PROC' ? id : undefined);
}

/** Every generation before v4 acts through the action of v1.1; empty while nothing is pending. */
export function workflowActionUrl(origin: string, report: Standing): string {
  const stepId = stepIdOf(report);
  if (stepId === undefined) return '';
  const reference = stepReference({ reportId: report.id, stepId });
  return `${origin}/api/expense/expensereport/v1.1/report/${encodeURIComponent(reference)}/workflowaction`;
}
