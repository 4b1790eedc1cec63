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

/** Every generation before v4 acts through the action of v1.1; empty while nothing is pending. */
export function workflowActionUrl(
  origin: string,
  report: { readonly id: string; readonly currentStep: { readonly stepId: string } | null },
): string {
  if (!report.currentStep) return '';
  const reference = stepReference({ reportId: report.id, stepId: report.currentStep.stepId });
  return `${origin}/api/expense/expensereport/v1.1/report/${encodeURIComponent(reference)}/workflowaction`;
}
