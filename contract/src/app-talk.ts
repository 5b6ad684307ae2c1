// What members do with the messages of apps: press a card's buttons, vote, choose, open a menu.
import * as z from 'zod';
import { event } from './define.ts';
import { AppId, ChatId, MemberId } from './ids.ts';

/** One question of a card and what was chosen, in the app's own words. */
export const CardChoice = z.object({ questionKey: z.string(), optionIds: z.array(z.string()) });

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
