// How much a company keeps, and for how long.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { ChatId } from './ids.ts';
import { StoredFile } from './files.ts';

const days = z.number().int().min(1).max(36_500).nullable();

export const Keeping = z.object({
  /** days a message keeps its content; null: for ever */
  messageDays: days,
  /** days an uploaded file is kept; null: for ever */
  fileDays: days,
  /** while a legal hold stands, nothing expires, and why is on record */
  hold: z.object({ reason: z.string().trim().min(1).max(500) }).nullable(),
});
export type Keeping = z.infer<typeof Keeping>;

export const keeping = {
  getStorage: endpoint({
    method: 'GET',
    path: '/admin/storage',
    summary: 'How much the files of this company take, by kind and by chat',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({
      bytes: z.number().int(),
      files: z.number().int(),
      /** bytes left where files lie, and in all; null where the store knows no end */
      disk: z.object({ free: z.number(), total: z.number() }).nullable(),
      kinds: z.array(
        z.object({ kind: StoredFile.shape.kind, bytes: z.number().int(), files: z.number().int() }),
      ),
      /** the chats whose files take most; a file shown in two chats counts in both */
      chats: z.array(
        z.object({
          id: ChatId,
          title: z.string(),
          direct: z.boolean(),
          bytes: z.number().int(),
          files: z.number().int(),
        }),
      ),
    }),
    errors: [],
  }),
  getKeeping: endpoint({
    method: 'GET',
    path: '/admin/keeping',
    summary: 'For how long messages and files are kept',
    who: 'admin:settings',
    input: z.object({}),
    output: Keeping,
    errors: [],
  }),
  setKeeping: endpoint({
    method: 'PUT',
    path: '/admin/keeping',
    summary: 'Keep messages and files for so many days; what is older goes within a day and cannot come back',
    who: 'admin:settings',
    confirmed: true,
    input: Keeping,
    output: Keeping,
    errors: [],
  }),
};
