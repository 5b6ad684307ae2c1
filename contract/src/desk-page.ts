// The service desk as a customer sees it. `:key` is the desk's code; messages and files go through the customer's page.
import * as z from 'zod';
import { Here } from './customer-page.ts';
import { endpoint } from './define.ts';
import { DeskState } from './desk-shapes.ts';

const key = { key: z.string().max(100) };

/** Where the customer stands at this desk. */
export const DeskHere = z.object({
  name: z.string(),
  logo: z.boolean(),
  open: z.boolean(),
  /** when it opens next, while it is closed */
  opensAt: z.iso.datetime().nullable(),
  /** null: no session under way */
  state: DeskState.nullable(),
  /** how many wait before me */
  ahead: z.number().int(),
  memberName: z.string(),
  skills: z.array(z.string()),
  /** the last session is over and nobody has said how it was */
  askRating: z.boolean(),
  rating: z.number().int().nullable(),
});
export type DeskHere = z.infer<typeof DeskHere>;

export const deskPage = {
  enterDesk: endpoint({
    method: 'POST',
    path: '/s/:key/enter',
    summary:
      'Be in a chat with this desk; the session travels in a cookie. `embedded`: the page stands in a frame of another site',
    who: 'key:desk',
    input: z.object({
      ...key,
      device: z.uuid(),
      locale: z.enum(['zh', 'en']).default('zh'),
      embedded: z.boolean().default(false),
      /** by which link they came, and what the page that led here added */
      scene: z
        .string()
        .max(32)
        .regex(/^[0-9a-zA-Z_-]*$/)
        .default(''),
      sceneParam: z.string().max(512).default(''),
    }),
    output: z.object({ here: Here, desk: DeskHere }),
    errors: ['desk.closed'],
    raw: true,
  }),
  deskHere: endpoint({
    method: 'GET',
    path: '/s/:key/me',
    summary: 'Where I stand at this desk',
    who: 'customer',
    input: z.object(key),
    output: DeskHere,
    errors: ['desk.desk_not_found'],
  }),
  askHuman: endpoint({
    method: 'POST',
    path: '/s/:key/human',
    summary: 'I want to talk to a human, who can do this where a skill is named',
    who: 'customer',
    input: z.object({ ...key, skill: z.string().trim().max(20).default('') }),
    output: DeskHere,
    errors: ['desk.desk_not_found'],
  }),
  leaveDesk: endpoint({
    method: 'POST',
    path: '/s/:key/leave',
    summary: 'I need nothing more',
    who: 'customer',
    input: z.object(key),
    output: DeskHere,
    errors: ['desk.desk_not_found'],
  }),
  rateDesk: endpoint({
    method: 'POST',
    path: '/s/:key/rate',
    summary: 'How the last session was, from 1 to 5; once',
    who: 'customer',
    input: z.object({
      ...key,
      rating: z.number().int().min(1).max(5),
      note: z.string().trim().max(500).default(''),
    }),
    output: DeskHere,
    errors: ['desk.desk_not_found', 'desk.session_open', 'desk.rated_already'],
  }),
  deskLogo: endpoint({
    method: 'GET',
    path: '/s/:key/logo',
    summary: 'The face of the desk',
    who: 'key:desk',
    input: z.object(key),
    output: z.unknown(),
    errors: ['files.not_found', 'files.no_preview'],
    raw: true,
  }),
};
