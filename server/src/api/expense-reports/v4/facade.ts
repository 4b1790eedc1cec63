import type { Expense } from '../../../modules/expense/index.ts';
import { facade, type Facade } from '../../../platform/http/facade.ts';
import { v4 } from '../../dialects/v4/v4.ts';
import { allocationRoutes } from './allocation-routes.ts';
import { associationRoutes } from './association-routes.ts';
import { attendeeAssociationRoutes } from './attendee-association-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { exceptionRoutes } from './exception-routes.ts';
import { expenseRoutes } from './expense-routes.ts';
import { formFieldRoutes } from './form-field-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { taxRoutes } from './tax-routes.ts';
import { workflowRoutes } from './workflow-routes.ts';

/** Expense reports, JSON generation. */
export const expenseReportsV4 = (expense: Expense): Facade =>
  facade({
    family: 'expense-reports',
    version: 'v4',
    dialect: v4,
    prefix: '/expensereports/v4',
    routes: [
      ...reportRoutes(expense),
      ...expenseRoutes(expense),
      ...allocationRoutes(expense),
      ...attendeeAssociationRoutes(expense),
      ...commentRoutes(expense),
      ...exceptionRoutes(expense),
      ...taxRoutes(expense),
      ...workflowRoutes(expense),
      ...associationRoutes(expense),
      ...formFieldRoutes(expense),
    ],
  });
