import type { AnswerOf } from '../../api/client.ts';

export type ConnectedApp = AnswerOf<'GET /web/company/connected-apps'>[number];
export type People = AnswerOf<'GET /web/company/connected-apps/{appId}/people'>;
