import type { AppCenterError } from '../modules/app-center/index.ts';
import type { AttendeeError } from '../modules/attendee/index.ts';
import type { CompanyError } from '../modules/company/index.ts';
import type { ConnectionRequestError } from '../modules/connection-request/index.ts';
import type { DirectoryError } from '../modules/directory/index.ts';
import type { EmployeeImportError } from '../modules/employee-import/index.ts';
import type { ExchangeRateError } from '../modules/exchange-rate/index.ts';
import type { ExpenseError } from '../modules/expense/index.ts';
import type { IdentityError } from '../modules/identity/index.ts';
import type { ListError } from '../modules/lists/index.ts';
import type { LegalEntityError } from '../modules/legal-entity/index.ts';
import type { QuickExpenseError } from '../modules/quick-expense/index.ts';
import type { MileageError } from '../modules/mileage/index.ts';
import type { ReportPrintError } from '../modules/report-print/index.ts';
import type { ReceiptError } from '../modules/receipt/index.ts';
import type { WorkflowError } from '../modules/workflow/index.ts';
import type { OAuthError } from '../modules/oauth/index.ts';
import type { OnboardingError } from '../modules/onboarding/index.ts';
import type { ProvisioningError } from '../modules/provisioning/index.ts';
import type { ExchangeLogError } from '../modules/exchange-log/index.ts';
import type { FaultError } from '../modules/fault/index.ts';
import type { SandboxError } from '../modules/sandbox/index.ts';
import type { SigninError } from '../modules/signin/index.ts';
import type { SnapshotOfAnotherVersion } from '../modules/sandbox/index.ts';
import type { CompanyRequired } from '../platform/errors.ts';
import type { HttpRefusal } from '../platform/http/refusals.ts';

/**
 * Every code that a use case or the platform can refuse with. A module that gains an error fails the types of each dialect
 * until that dialect has decided how to say it.
 */
export type DomainErrorCode =
  | HttpRefusal['code']
  | CompanyRequired['code']
  | AppCenterError['code']
  | SnapshotOfAnotherVersion['code']
  | CompanyError['code']
  | ConnectionRequestError['code']
  | DirectoryError['code']
  | IdentityError['code']
  | ListError['code']
  | EmployeeImportError['code']
  | LegalEntityError['code']
  | ExchangeRateError['code']
  | AttendeeError['code']
  | ExpenseError['code']
  | QuickExpenseError['code']
  | ReceiptError['code']
  | MileageError['code']
  | ReportPrintError['code']
  | WorkflowError['code']
  | ProvisioningError['code']
  | OAuthError['code']
  | SigninError['code']
  | ExchangeLogError['code']
  | FaultError['code']
  | SandboxError['code']
  | OnboardingError['code'];
