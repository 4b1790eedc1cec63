import type { AppCenter } from '../app-center/index.ts';
import type { Attendees } from '../attendee/index.ts';
import type { CompanyModule } from '../company/index.ts';
import type { ConnectionRequests } from '../connection-request/index.ts';
import type { ExchangeRates } from '../exchange-rate/index.ts';
import type { Expense } from '../expense/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Lists } from '../lists/index.ts';
import type { OAuth } from '../oauth/index.ts';
import type { Workflow } from '../workflow/index.ts';

/** The doors through which the demo company is made: it has no way of its own into anybody's tables. */
export interface SandboxDeps {
  readonly company: Pick<CompanyModule, 'createCompany' | 'getCompany'>;
  readonly identity: Pick<
    Identity,
    | 'createUser'
    | 'getUser'
    | 'setApprovers'
    | 'changeSpending'
    | 'setGroupHierarchy'
    | 'setFormFields'
    | 'addTravelSettings'
    | 'setPassword'
    | 'storePassword'
    | 'roleAssignmentsOf'
  >;
  readonly lists: Pick<Lists, 'createList' | 'addItems'>;
  readonly oauth: Pick<OAuth, 'createApp' | 'getApp' | 'rotateSecret' | 'createRequestToken' | 'tokensFor'>;
  readonly appCenter: Pick<AppCenter, 'saveListing' | 'moveListing'>;
  readonly workflow: Pick<Workflow, 'createDefinition'>;
  readonly exchangeRates: Pick<ExchangeRates, 'setRates'>;
  readonly connectionRequests: Pick<ConnectionRequests, 'enterSupplier' | 'requestConnection'>;
  readonly attendees: Pick<Attendees, 'createAttendee' | 'employeeAttendee'>;
  readonly expense: Pick<
    Expense,
    | 'configuration'
    | 'defineExceptions'
    | 'createDefaults'
    | 'createPolicy'
    | 'listExpenseTypes'
    | 'listPaymentTypes'
    | 'createReport'
    | 'listEntries'
    | 'replaceAttendees'
    | 'updateSubmittedReport'
    | 'submitReport'
    | 'recallReport'
    | 'approveReport'
    | 'sendBackReport'
    | 'markProcessing'
    | 'holdPayment'
    | 'markPaid'
    | 'confirmPayment'
    | 'addComment'
  >;
}
