import type { AppId } from '@teahouse/contract/ids';
import type { TemplateBody } from '@teahouse/contract/program-messages';
import { cardPressed, talk } from '@teahouse/contract/talk';
import type { InputOf } from '@teahouse/contract/define';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { changeBody, messageToRead } from '../messaging/index.ts';
import { cardIn, newCardCode } from './app-message.ts';

type Press = InputOf<typeof talk.pressCard>;

/** A member acts on a card in their own chat with the app: the card remembers it, and the app hears of it. */
export const pressCard = implement(talk.pressCard, async (work, press) => {
  const { chatId, seq, via, key } = press;
  const memberId = actingMember(work);
  const { message: seen } = await messageToRead(work, chatId, seq);
  if (!seen.u.startsWith('app_')) fail('talk.no_such_button');
  const [copy] = await work.sql<{ message_id: string }>(
    'select message_id from app_message_copies where corp_id = $1 and chat_id = $2 and seq = $3 and member_id = $4',
    [work.corpId, chatId, seq, memberId],
  );
  if (!copy) return fail('talk.no_such_button');
  let card = cardIn(seen);
  if (via === 'menu') {
    if (!card.menu?.items.some((item) => item.key === key)) fail('talk.no_such_button');
  } else
    await changeBody(work, chatId, seq, (message) => {
      card = cardIn(message);
      return pressed(card, press);
    });
  await work.emit(cardPressed, {
    appId: seen.u as AppId,
    memberId,
    chatId,
    seq,
    via: via === 'button' && card.card === 'taskcard' ? 'task' : via,
    cardType: card.card,
    taskId: card.taskId ?? '',
    key,
    selected: press.selected,
    responseCode: await newCardCode(work, seen.u, copy.message_id),
  });
  return {};
});

/** The card after a button was pressed or its choices were handed in. */
function pressed(card: TemplateBody, { key, selected }: Press): TemplateBody {
  if (card.done) fail('talk.card_done');
  const known = card.submit?.key === key || card.buttons.some((button) => button.key === key);
  if (!known) fail('talk.no_such_button');
  const chosen = new Map(selected.map((s) => [s.questionKey, [...new Set(s.optionIds)]]));
  const questions = card.questions.map((question) => {
    const ids = chosen.get(question.key) ?? [];
    const there = ids.every((id) => question.options.some((o) => o.id === id));
    if (!there || (question.look !== 'many' && ids.length > 1)) fail('talk.no_such_button');
    // A button may be pressed without opening its menu; a vote or a form is handed in whole.
    if (ids.length === 0 && card.submit) fail('talk.choose_first');
    return { ...question, chosen: ids };
  });
  return { ...card, questions, done: { key } };
}
