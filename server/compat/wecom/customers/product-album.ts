// The product album: materials of the company that carry a price and pictures.
import type { Product } from '@teahouse/contract/materials';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile, mediaOfFile } from '../../../modules/apps/index.ts';
import {
  changeProduct,
  dropProduct,
  keepProduct,
  type KeptProduct,
  pageOfProducts,
  productToSee,
} from '../../../modules/materials/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { fit, listOf, maybe, maybeWords, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { outerProductId, productIdOf } from './outer-ids.ts';

const Attachment = z.object({ type: maybe(words), image: maybe(z.object({ media_id: maybe(words) })) });
const Said = {
  description: maybe(words),
  price: maybe(whole),
  product_sn: maybeWords,
  attachments: listOf(Attachment),
};
const One = z.object({ product_id: maybe(words) });

const add = wecomCall({
  path: '/cgi-bin/externalcontact/add_product_album',
  writes: true,
  scope: 'customers.write',
  input: z.object(Said),
  async run(work, { description, price, product_sn, attachments }, { app }) {
    const id = await keepProduct(work, app.id, {
      words: wordsFrom(need(description, 41073)),
      price: priceFrom(need(price, 41074)),
      currency: 'CNY',
      sn: snFrom(product_sn ?? ''),
      pictures: await picturesFrom(work, attachments),
    });
    return { product_id: outerProductId(id) };
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/get_product_album',
  scope: 'customers.read',
  input: One,
  run: async (work, { product_id }) => ({
    product: await shown(work, await productToSee(work, idFrom(product_id))),
  }),
});

const list = wecomCall({
  path: '/cgi-bin/externalcontact/get_product_album_list',
  scope: 'customers.read',
  input: z.object({ limit: maybe(whole), cursor: maybe(words) }),
  async run(work, { limit, cursor }) {
    const most = rows(limit, 50, limits.productsInPage);
    const after = cursor ? need(productIdOf(cursor), 40035) : '';
    const found = await pageOfProducts(work, { after, limit: most + 1 });
    const page = found.slice(0, most);
    const product_list: object[] = [];
    for (const product of page) product_list.push(await shown(work, product));
    return { product_list, next_cursor: found.length > most ? outerProductId(page.at(-1)!.id) : '' };
  },
});

const update = wecomCall({
  path: '/cgi-bin/externalcontact/update_product_album',
  writes: true,
  scope: 'customers.write',
  input: One.extend(Said),
  async run(work, { product_id, description, price, product_sn, attachments }, { app }) {
    await changeProduct(work, app.id, idFrom(product_id), {
      ...(description === undefined ? {} : { words: wordsFrom(description) }),
      ...(price === undefined ? {} : { price: priceFrom(price) }),
      ...(product_sn === undefined ? {} : { sn: snFrom(product_sn) }),
      ...(attachments.length ? { pictures: await picturesFrom(work, attachments) } : {}),
    });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/externalcontact/delete_product_album',
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { product_id }, { app }) {
    await dropProduct(work, app.id, idFrom(product_id));
    return {};
  },
});

const idFrom = (said: string | undefined) => need(productIdOf(need(said, 41085)), 41086);

const wordsFrom = (said: string) => fit(said.trim(), limits.productWords, 41073);

function priceFrom(fen: number): number {
  if (fen < 0 || fen > limits.productPrice) throw new WecomError(41074);
  return fen;
}

function snFrom(sn: string): string {
  if (!/^[A-Za-z0-9]*$/.test(sn) || sn.length > limits.productSnBytes) throw new WecomError(41075);
  return sn;
}

const not = (errcode: number): never => {
  throw new WecomError(errcode);
};

/** Pictures that were uploaded before; what the file truly is decides. */
async function picturesFrom(
  work: Work,
  attachments: readonly z.output<typeof Attachment>[],
): Promise<Product['pictures']> {
  if (attachments.length === 0 || attachments.length > limits.productPictures) throw new WecomError(41087);
  const pictures: Product['pictures'] = [];
  for (const { type = 'image', image } of attachments) {
    if (type !== 'image') throw new WecomError(41087);
    const draft = draftOfFile('image', await mediaFile(work, need(image?.media_id, 41087)));
    pictures.push(draft.k === 'image' ? draft.b : not(41087));
  }
  return pictures;
}

async function shown(work: Work, product: KeptProduct): Promise<object> {
  const attachments: object[] = [];
  for (const { fileId } of product.pictures)
    attachments.push({ type: 'image', image: { media_id: await mediaOfFile(work, fileId, 'image') } });
  return {
    product_id: outerProductId(product.id),
    description: product.words,
    price: product.price,
    create_time: Math.floor(product.createdAt.getTime() / 1_000),
    product_sn: product.sn,
    attachments,
  };
}

export const productAlbumCalls: readonly WecomCall[] = [add, get, list, update, remove];
