import { DomainError } from '../../platform/errors.ts';

/** Someone else acted first, or the caller expected another step. */
export class InstanceOutOfDate extends DomainError<'workflow.instance.out-of-date'> {
  readonly code = 'workflow.instance.out-of-date';
  constructor() {
    super('The item has recently been changed and is no longer at this step.', { source: 'expectedStep' });
  }
}
export class CommentRequired extends DomainError<'workflow.comment.required'> {
  readonly code = 'workflow.comment.required';
  constructor() {
    super('A comment is required to send the item back.', { source: 'comment' });
  }
}
/** The manager step finds no approver for this user. */
export class NoApprover extends DomainError<'workflow.approver.missing'> {
  readonly code = 'workflow.approver.missing';
  constructor() {
    super('No approver is assigned to the user.', { source: 'approver' });
  }
}
export class NotAnApprover extends DomainError<'workflow.approver.not-you'> {
  readonly code = 'workflow.approver.not-you';
  constructor() {
    super('You are not an approver of the current step.', { source: 'userId' });
  }
}
/** A company token acts only at a system step, and a person never does there. */
export class NotASystemStep extends DomainError<'workflow.step.not-system'> {
  readonly code = 'workflow.step.not-system';
  constructor() {
    super('Caller cannot modify System workflow step', { source: 'step' });
  }
}
export class DefinitionNotFound extends DomainError<'workflow.definition.not-found'> {
  readonly code = 'workflow.definition.not-found';
  constructor(definitionId: string) {
    super('The workflow definition does not exist.', { source: 'workflowDefinitionId', definitionId });
  }
}

export type WorkflowError =
  | InstanceOutOfDate
  | CommentRequired
  | NoApprover
  | NotAnApprover
  | NotASystemStep
  | DefinitionNotFound;
