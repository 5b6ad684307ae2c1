import type { AppId, ChatId } from '@teahouse/contract/ids';
import { menuPressed, talk } from '@teahouse/contract/talk';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { appById, type MenuButton, menuOf } from '../apps/index.ts';
import { guestOf } from '../messaging/index.ts';

export const getAppMenu = implement(talk.getAppMenu, async (work, { chatId }) => ({
  entries: (await buttonsOf(work, chatId)).map((button) => ({
    ...shown(button),
    below: (button.sub_button ?? []).map(shown),
  })),
}));

export const pressMenu = implement(talk.pressMenu, async (work, { chatId, at: [first, second] }) => {
  const buttons = await buttonsOf(work, chatId);
  const outer = buttons[first!];
  const button = second === undefined ? outer : outer?.sub_button?.[second];
  const { type, key, url } = button ? shown(button) : fail('talk.no_such_button');
  if (type === null) return fail('talk.no_such_button');
  await work.emit(menuPressed, {
    appId: (await guestOf(work, chatId)) as AppId,
    memberId: actingMember(work),
    type,
    key: (type === 'view' ? url : key) ?? '',
  });
  return { url: type === 'view' ? url : null };
});

async function buttonsOf(work: Work, chatId: ChatId): Promise<MenuButton[]> {
  const guest = await guestOf(work, chatId);
  const app = guest?.startsWith('app_') ? await appById(work, guest) : undefined;
  return app?.enabled ? await menuOf(work, app.id) : [];
}

const kinds = [
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

/** A button as the client may know it. A page of a foreign mini-program opens by its web address, where it has one. */
function shown({ name, type, key, url, pagepath }: MenuButton) {
  const kind = kinds.find((k) => k === type) ?? null;
  const web = url && /^https?:\/\//i.test(url) ? url : null;
  return { name, type: kind, key: key ?? pagepath ?? null, url: web };
}
