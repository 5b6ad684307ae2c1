import type { MemberId } from '@teahouse/contract/ids';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { corpCode } from '../../../modules/apps/index.ts';
import { type ListeningApp, tellApp } from '../../../modules/callbacks/index.ts';
import { type Fields, innerMessage } from './inner-message.ts';

export interface Happening {
  /** userid, or 'sys' */
  from: string;
  type: 'event' | 'text' | 'image' | 'voice' | 'video' | 'location' | 'link';
  /** after the head */
  fields: Fields;
  /** for the list an administrator sees */
  what: string;
  /** the same happening has the same; without it every telling is one of its own */
  eventId?: string;
  memberId?: MemberId;
  facts?: Record<string, unknown>;
}

/** Tells these apps, each in its own format. */
export async function tell(
  work: Work,
  apps: readonly ListeningApp[],
  { from, type, fields, what, eventId, memberId, facts }: Happening,
): Promise<void> {
  const id = eventId ?? newId('job');
  for (const app of apps)
    await tellApp(work, {
      appId: app.id,
      eventId: id,
      what,
      memberId,
      facts: facts ?? {},
      body: innerMessage(app.format, [
        ['ToUserName', corpCode(work.corpId)],
        ['FromUserName', from],
        ['CreateTime', Math.floor(work.now.getTime() / 1000)],
        ['MsgType', type],
        ...withAgent(fields, app.no),
      ]),
    });
}

/** Where the app's own number belongs. */
export const AGENT = ['AgentID', -1] as const;

const withAgent = (fields: Fields, no: number): Fields =>
  fields.map(([name, value]) => [name, name === 'AgentID' && value === -1 ? no : value] as const);
