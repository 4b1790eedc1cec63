import type { Identity } from '../../../modules/identity/index.ts';
import { MOST_BYTES, ReceiptNotFound, type ReceiptLink, type Receipts } from '../../../modules/receipt/index.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { opaqueId, parseOpaqueId, parseUuid } from '../../../platform/ids/index.ts';
import { callerId, userIdOf } from '../../dialects/v3/owner.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { listed } from '../../dialects/v3/values.ts';
import {
  contentSchema,
  fileSchema,
  idParamsSchema,
  imageSchema,
  imagesSchema,
  linkQuerySchema,
  listQuerySchema,
  userQuerySchema,
} from './schemas.ts';

type People = Pick<Identity, 'findUserByLogin'>;

const PREFIX = '/api/v3.0/expense';
const COMMON = {
  doc: 'api-reference/image/v3.image.markdown',
  scopes: ['IMAGE', 'RCTIMG'],
  principals: ['user', 'company'],
} as const;
const FILE = { consumes: ['image', 'pdf'], bodyLimit: MOST_BYTES } as const;

/** Images of receipts, which reports and entries are given by their id. */
export const receiptImagesV3 = (receipts: Receipts, people: People): Facade =>
  facade({
    family: 'receipt-images',
    version: 'v3',
    dialect: v3,
    prefix: PREFIX,
    routes: [...reads(receipts, people), ...writes(receipts, people), content(receipts)],
  });

const reads = (receipts: Receipts, people: People): Route[] => [
  route({
    ...COMMON,
    operation: 'listReceiptImages',
    method: 'GET',
    path: '/receiptimages',
    summary: 'Lists the receipt images of a user',
    xmlRoot: 'ReceiptImages',
    schema: { query: listQuerySchema, responses: { 200: imagesSchema } },
    handler: async (call) => {
      const { ctx, query, site } = call;
      const ownerId = await ownerOf(ctx, people, query.user);
      return listed(call, {
        kind: 'image',
        search: (page) => receipts.listReceipts(ctx, { ownerId, ...page }),
        toWire: (images) => images.map(({ id }) => toWire(site.origin, id)),
      });
    },
  }),
  route({
    ...COMMON,
    operation: 'getReceiptImage',
    method: 'GET',
    path: '/receiptimages/{id}',
    summary: 'Gives the address at which anybody may read an image for 15 minutes',
    xmlRoot: 'ReceiptImage',
    schema: { params: idParamsSchema, query: userQuerySchema, responses: { 200: imageSchema } },
    handler: async ({ ctx, params, query, site }) => {
      const on = { ownerId: await ownerOf(ctx, people, query.user), id: idOf(params.id) };
      const receipt = await receipts.getReceipt(ctx, on);
      return { body: { ...toWire(site.origin, receipt.id), URI: openAddress(site.origin, receipts.linkTo(ctx, receipt)) } };
    },
  }),
];

const writes = (receipts: Receipts, people: People): Route[] => [
  route({
    ...COMMON,
    ...FILE,
    operation: 'createReceiptImage',
    effect: 'manual',
    method: 'POST',
    path: '/receiptimages',
    summary: 'Adds a receipt image: PNG, JPEG, TIFF or PDF, up to 50 MB',
    xmlRoot: 'ReceiptImage',
    schema: { query: userQuerySchema, body: fileSchema, responses: { 200: imageSchema } },
    handler: async ({ query, body, site, caller, work }) => {
      const { ownerId, companyId } = await work.read(caller, async (ctx) => {
        const id = await ownerOf(ctx, people, query.user);
        await receipts.assertMayHandle(ctx, id);
        return { ownerId: id, companyId: ctx.companyId };
      });
      const kept = await receipts.keep({ companyId, bytes: body ?? new Uint8Array() });
      try {
        const { id } = await work.write(caller, (ctx) => receipts.add(ctx, { kept, ownerId }));
        return { body: toWire(site.origin, id) };
      } catch (refused) {
        await receipts.letGo(kept);
        throw refused;
      }
    },
  }),
  route({
    ...COMMON,
    ...FILE,
    operation: 'appendReceiptImage',
    effect: 'manual',
    method: 'PUT',
    path: '/receiptimages/{id}',
    summary: 'Appends PNG, JPEG or PDF to an image, which is one PDF from then on',
    schema: { params: idParamsSchema, query: userQuerySchema, body: fileSchema, responses: { 200: null } },
    handler: async ({ params, query, body, caller, work }) => {
      const ownerId = await work.read(caller, (ctx) => ownerOf(ctx, people, query.user));
      await receipts.appendTo(work, caller, { ownerId, id: idOf(params.id), bytes: body ?? new Uint8Array() });
      return {};
    },
  }),
  route({
    ...COMMON,
    operation: 'deleteReceiptImage',
    effect: 'manual',
    method: 'DELETE',
    path: '/receiptimages/{id}',
    summary: 'Deletes an image that stands on no entry, report or quick expense',
    schema: { params: idParamsSchema, query: userQuerySchema, responses: { 200: null } },
    handler: async ({ params, query, caller, work }) => {
      const ownerId = await work.read(caller, (ctx) => ownerOf(ctx, people, query.user));
      await receipts.deleteReceipt(work, caller, { ownerId, id: idOf(params.id) });
      return {};
    },
  }),
];

/** What the temporary address of an image opens; it is made by the server and no page says how it looks. */
const content = (receipts: Receipts): Route =>
  route({
    operation: 'readReceiptImage',
    effect: 'manual',
    method: 'GET',
    path: '/receiptimages/{id}/content',
    doc: 'extension',
    scopes: [],
    principals: 'anyone',
    summary: 'The image itself, by the temporary address that the operation getReceiptImage gives',
    schema: { params: idParamsSchema, query: linkQuerySchema, responses: { 200: contentSchema } },
    handler: async ({ params, query, caller, work }) => {
      const companyId = parseUuid(query.company);
      if (!companyId) throw new ReceiptNotFound();
      const { receipt, bytes } = await receipts.follow(work, caller, {
        companyId,
        id: idOf(params.id),
        until: query.until,
        signature: query.signature,
      });
      const headers = {
        'content-type': receipt.mediaType,
        'content-disposition': 'inline',
        'cache-control': 'private, no-store',
      };
      return { body: bytes, headers };
    },
  });

/** Whose images are meant: those of the login, or the caller's own. */
const ownerOf = async (ctx: Context, people: People, login: string | undefined): Promise<string> =>
  login === undefined ? callerId(ctx) : userIdOf(ctx, people, login);

/** @throws ReceiptNotFound for what is no image's id */
function idOf(text: string): string {
  const id = parseOpaqueId('g', 'image', text);
  if (!id) throw new ReceiptNotFound();
  return id;
}

const resourceAddress = (origin: string, id: string): string =>
  `${origin}${PREFIX}/receiptimages/${encodeURIComponent(opaqueId('g', 'image', id))}`;

const toWire = (origin: string, id: string) => ({ ID: opaqueId('g', 'image', id), URI: resourceAddress(origin, id) });

const openAddress = (origin: string, { companyId, id, until, signature }: ReceiptLink): string =>
  `${resourceAddress(origin, id)}/content?${new URLSearchParams({ company: companyId, until: String(until), signature }).toString()}`;
