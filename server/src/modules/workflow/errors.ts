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
/** The step asks for a comment of whoever approves. */
export class ApprovalCommentRequired extends DomainError<'workflow.comment.required-to-approve'> {
  readonly code = 'workflow.comment.required-to-approve';
  constructor() {
    super('A comment is required to approve the item at this step.', { source: 'comment' });
  }
}
/** Nobody approves for the owner at the first step. */
export class NoApprover extends DomainError<'workflow.approver.missing'> {
  readonly code = 'workflow.approver.missing';
  constructor() {
    super('No approver is assigned to the user.', { source: 'approver' });
  }
}
/** Nobody approves for the owner at the step that would come next. */
export class NoNextApprover extends DomainError<'workflow.approver.missing-next'> {
  readonly code = 'workflow.approver.missing-next';
  constructor() {
    super('No approver is assigned to the user for the next step of the workflow.', { source: 'approver' });
  }
}
/** The same, on the way out of a hold for receipts. */
export class NoApproverAfterHold extends DomainError<'workflow.approver.missing-after-hold'> {
  readonly code = 'workflow.approver.missing-after-hold';
  constructor() {
    super('No approver is assigned to the user, so the item cannot leave the hold for receipts.', { source: 'approver' });
  }
}
/** The step finds its approvers by limits, and no limit covers the item. */
export class NoApproverDefined extends DomainError<'workflow.approver.none-defined'> {
  readonly code = 'workflow.approver.none-defined';
  constructor() {
    super('No approver is defined who may decide about this amount.', { source: 'approver' });
  }
}
/** The approver is inactive or has lost the role. */
export class ApproverNotAuthorized extends DomainError<'workflow.approver.not-authorized'> {
  readonly code = 'workflow.approver.not-authorized';
  constructor() {
    super('The approver is no longer authorized to approve such items.', { source: 'approver' });
  }
}
/** The workflow leads back to the owner. */
export class ApproverIsOwner extends DomainError<'workflow.approver.is-owner'> {
  readonly code = 'workflow.approver.is-owner';
  constructor() {
    super('The workflow would ask the owner to approve the own item.', { source: 'approver' });
  }
}
/** The approver whom the caller chose is the owner. */
export class ForwardedToOwner extends DomainError<'workflow.forward.to-owner'> {
  readonly code = 'workflow.forward.to-owner';
  constructor() {
    super('The item cannot be forwarded to its owner.', { source: 'forwardToUserId' });
  }
}
/** The approver whom the caller chose may not decide about this amount. */
export class ForwardBeyondLimit extends DomainError<'workflow.forward.beyond-limit'> {
  readonly code = 'workflow.forward.beyond-limit';
  constructor() {
    super('The chosen user is no authorized approver for this amount.', { source: 'forwardToUserId' });
  }
}
export class ForwardTargetUnknown extends DomainError<'workflow.forward.unknown-user'> {
  readonly code = 'workflow.forward.unknown-user';
  constructor(userId: string) {
    super('The user to forward to is not known.', { source: 'forwardToUserId', userId });
  }
}
export class ForwardNotAllowed extends DomainError<'workflow.forward.not-allowed'> {
  readonly code = 'workflow.forward.not-allowed';
  constructor() {
    super('Items cannot be forwarded from this step.', { source: 'forwardToUserId' });
  }
}
/** The step does not know this action. */
export class ActionNotAllowed extends DomainError<'workflow.action.not-allowed'> {
  readonly code = 'workflow.action.not-allowed';
  constructor(action: string) {
    super('The action is not available at this step.', { source: 'action', action });
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
export class DefinitionRefused extends DomainError<'workflow.definition.refused'> {
  readonly code = 'workflow.definition.refused';
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`, { source: path, problem });
  }
}

export type WorkflowError =
  | InstanceOutOfDate
  | CommentRequired
  | ApprovalCommentRequired
  | NoApprover
  | NoNextApprover
  | NoApproverAfterHold
  | NoApproverDefined
  | ApproverNotAuthorized
  | ApproverIsOwner
  | ForwardedToOwner
  | ForwardBeyondLimit
  | ForwardTargetUnknown
  | ForwardNotAllowed
  | ActionNotAllowed
  | NotAnApprover
  | NotASystemStep
  | DefinitionNotFound
  | DefinitionRefused;
