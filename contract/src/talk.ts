// What members do with the messages of apps: press a card's buttons, vote, choose, open a menu.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { AppId, ChatId, MemberId } from './ids.ts';
import { onMessage } from './messaging-shapes.ts';

/** One question of a card and what was chosen, in the app's own words. */
export const CardChoice = z.object({ questionKey: z.string(), optionIds: z.array(z.string()) });

const menuAnswers = [
  'click',
  'view',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
  'view_miniprogram',
] as const;
const MenuEntry = z.object({
  name: z.string(),
  /** what a press does; null for an entry that opens others */
  type: z.enum(menuAnswers).nullable(),
  key: z.string().nullable(),
  url: z.string().nullable(),
});

export const talk = {
  pressCard: endpoint({
    method: 'POST',
    path: '/chats/:chatId/messages/:seq/press',
    summary: 'Press a button of a card, submit its choices, or take an entry of its menu',
    who: 'member',
    input: onMessage.extend({
      via: z.enum(['button', 'menu']).default('button'),
      key: z.string().max(1_024),
      selected: z
        .array(
          z.object({ questionKey: z.string().max(1_024), optionIds: z.array(z.string().max(128)).max(20) }),
        )
        .max(3)
        .default([]),
    }),
    output: z.object({}),
    errors: [
      'messaging.chat_not_found',
      'messaging.message_not_found',
      'messaging.recalled',
      'talk.no_such_button',
      'talk.card_done',
      'talk.choose_first',
    ],
  }),
  getAppMenu: endpoint({
    method: 'GET',
    path: '/chats/:chatId/menu',
    summary: 'The menu of the app this chat is with; empty where there is none',
    who: 'member',
    input: z.object({ chatId: ChatId }),
    output: z.object({ entries: z.array(MenuEntry.extend({ below: z.array(MenuEntry) })) }),
    errors: ['messaging.chat_not_found'],
  }),
  pressMenu: endpoint({
    method: 'POST',
    path: '/chats/:chatId/menu/press',
    summary: 'Take an entry of the menu of the app this chat is with; at: its place, [1] or [1, 0]',
    who: 'member',
    input: z.object({ chatId: ChatId, at: z.array(z.number().int().min(0).max(9)).min(1).max(2) }),
    output: z.object({ url: z.string().nullable() }),
    errors: ['messaging.chat_not_found', 'talk.no_such_button'],
  }),
};

/**
 * A member pressed a card's button, submitted its vote or choices (`via: 'button'`), or took an entry of the menu in its corner
 * (`via: 'menu'`). `task` is a button of the older task card. The response code lets the app change this member's card once, within 72 hours.
 */
export const cardPressed = event(
  'apps.card_pressed',
  'apps',
  z.object({
    appId: AppId,
    memberId: MemberId,
    chatId: ChatId,
    seq: z.number().int(),
    via: z.enum(['button', 'menu', 'task']),
    /** WeCom's card_type: text_notice, news_notice, button_interaction, vote_interaction, multiple_interaction */
    cardType: z.string(),
    taskId: z.string(),
    /** of the button, the submit button or the menu entry */
    key: z.string(),
    selected: z.array(CardChoice),
    responseCode: z.string(),
  }),
);

/** A member took an entry of the menu under the composer of an app's chat. `key` is the key of a click, the address of a view. */
export const menuPressed = event(
  'apps.menu_pressed',
  'apps',
  z.object({
    appId: AppId,
    memberId: MemberId,
    /** WeCom's menu types: click, view, scancode_push, location_select, … */
    type: z.string(),
    key: z.string(),
  }),
);
