import { useParams } from 'wouter';
import type { Material } from '../../../contract/src/materials.ts';
import { MaterialShelf, priceOf } from '../features/materials/material-shelf.tsx';
import { send } from '../features/messaging/outbox.ts';
import { setPane } from '../features/messaging/pane-store.ts';
import { nameOf } from '../lib/people.ts';
import { useMe } from '../lib/session.ts';
import { sendAttachment } from './send-attachment.ts';

/** Scripts go where the member writes, to be looked at before they are sent; materials are sent by their button. */
export function MaterialsBeside({ customerId }: { customerId: string }) {
  const { chatId } = useParams<{ chatId?: string }>();
  const me = useMe().member;
  const use = async ({ draft, product }: Material) => {
    if (product && draft.k === 'text') {
      if (!chatId) return;
      for (const b of product.pictures) await send(chatId, { k: 'image', b });
      await send(chatId, { k: 'text', b: { text: `${draft.b.text}\n${priceOf(product)}` } });
    } else if (draft.k === 'text')
      setPane({
        put: draft.b.text.replaceAll('{customer}', nameOf(customerId, '')).replaceAll('{member}', me.name),
      });
    else if (chatId) await send(chatId, draft);
  };
  return <MaterialShelf sendFile={sendAttachment} onUse={use} />;
}
