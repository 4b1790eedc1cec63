import type { Expense } from '../../../modules/expense/index.ts';
import { facade, type Facade } from '../../../platform/http/facade.ts';
import { xmlV1 } from '../../dialects/xml-v1/xml-v1.ts';
import { detailsRoutes } from './details-routes.ts';
import { exceptionRoutes } from './exception-routes.ts';
import { headerRoutes } from './header-routes.ts';
import { listRoutes } from './list-routes.ts';
import { workflowRoutes, type People } from './workflow-routes.ts';

/** Expense reports in the first XML generation. */
export const expenseReportsV1 = (expense: Expense, people: People): Facade =>
  facade({
    family: 'expense-reports',
    version: 'v1.1',
    dialect: xmlV1,
    prefix: '/api/expense/expensereport/v1.1',
    routes: [
      ...listRoutes(expense),
      ...headerRoutes(expense),
      ...detailsRoutes(expense),
      ...workflowRoutes(expense, people),
      ...exceptionRoutes(expense),
    ],
  });
