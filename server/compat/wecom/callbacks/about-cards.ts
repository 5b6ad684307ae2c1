import type { MemberId } from '@teahouse/contract/ids';
import { cardPressed, menuPressed } from '@teahouse/contract/talk';
import { appEntered } from '@teahouse/contract/apps';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { appDetails } from '../../../modules/apps/index.ts';
import { listeningApps } from '../../../modules/callbacks/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import type { Fields } from './inner-message.ts';
import { AGENT, type Happening, tell } from './tell.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

export const tellEntered = subscribe('wecom.tell_entered', appEntered, async (work, { appId, memberId }) => {
  if (!(await appDetails(work, appId)).reportEnter) return;
  await tellOne(work, appId, memberId, {
    what: 'enter_agent',
    fields: [['Event', 'enter_agent'], ['EventKey', ''], AGENT],
  });
});

export const tellMenu = subscribe('wecom.tell_menu', menuPressed, (work, { appId, memberId, type, key }) =>
  tellOne(work, appId, memberId, {
    what: type,
    fields: [['Event', type], ['EventKey', key], AGENT],
  }),
);

const events = {
  button: 'template_card_event',
  menu: 'template_card_menu_event',
  task: 'taskcard_click',
} as const;

export const tellCard = subscribe('wecom.tell_card', cardPressed, async (work, pressed) => {
  const { appId, memberId, via, cardType, taskId, key, selected, responseCode } = pressed;
  const event = events[via];
  const items = selected.map(
    ({ questionKey, optionIds }) =>
      [
        'SelectedItem',
        [
          ['QuestionKey', questionKey],
          ['OptionIds', optionIds.map((id) => ['OptionId', id] as const)],
        ],
      ] as const,
  );
  await tellOne(work, appId, memberId, {
    what: event,
    eventId: `card ${responseCode || `${pressed.chatId} ${pressed.seq} ${key}`}`,
    facts: { responseCode, taskId, cardType },
    fields: [
      ['Event', event],
      ['EventKey', key],
      ['TaskId', taskId],
      ...(via === 'task'
        ? []
        : ([
            ['CardType', cardType],
            ['ResponseCode', responseCode],
          ] as const)),
      AGENT,
      ...(via === 'button' && items.length > 0 ? [['SelectedItems', items] as const] : []),
    ],
  });
});

async function tellOne(
  work: Work,
  appId: string,
  memberId: MemberId,
  happening: { what: string; fields: Fields } & Partial<Happening>,
): Promise<void> {
  const app = (await listeningApps(work)).find((a) => a.id === appId);
  const [from] = app ? await memberFacts(work, everybody, [memberId]) : [];
  if (app && from) await tell(work, [app], { ...happening, from: from.userid, type: 'event', memberId });
}
