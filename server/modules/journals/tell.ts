import { ChatId, JournalId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { briefsOf, reachOf } from '../directory/index.ts';
import { cardToMember, letSpeak, nameSpeaker, postAs } from '../messaging/index.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'journals';

const words = {
  zh: {
    speaker: '汇报',
    open: '查看汇报',
    write: '去填写',
    handedIn: (who: string, what: string) => `${who}提交了${what}`,
    commented: (who: string, what: string) => `${who}评论了${what}`,
    remind: (what: string) => `${what}快到截止时间了`,
  },
  en: {
    speaker: 'Journals',
    open: 'Open the journal',
    write: 'Write it',
    handedIn: (who: string, what: string) => `${who} handed in: ${what}`,
    commented: (who: string, what: string) => `${who} commented on: ${what}`,
    remind: (what: string) => `${what} is due soon`,
  },
};

interface Line {
  name: string;
  en: string | null;
  summary: string;
  author_id: MemberId;
}

/** A card for everybody who receives a journal, and one for each chat the template names. */
export const tellReceivers = job(
  'journals.handed_in',
  z.object({ journalId: JournalId, chatIds: z.array(ChatId) }),
  {},
  async (shift, { journalId, chatIds }) => {
    const { line, who, reach } = await shift.work(async (work) => {
      const [found] = await work.sql<Line>(
        'select name, en, summary, author_id from journals where corp_id = $1 and id = $2',
        [work.corpId, journalId],
      );
      const rows = await work.sql<{ member_id: MemberId }>(
        `select r.member_id from journal_receivers r where r.corp_id = $1 and r.journal_id = $2`,
        [work.corpId, journalId],
      );
      const author = found ? await briefsOf(work, [found.author_id]) : [];
      return {
        line: found,
        who: author[0]?.name ?? '',
        reach: await reachOf(
          work,
          rows.map((r) => r.member_id),
        ),
      };
    }, system);
    if (!line) return;
    const base = shift.ports.settings.publicUrl;
    const url = base ? new URL(`/journals/received/${journalId}`, base).href : undefined;
    const card = (locale: 'zh' | 'en') => ({
      title: words[locale].handedIn(who, (locale === 'en' && line.en) || line.name),
      text: line.summary,
      ...(url ? { url, button: words[locale].open } : {}),
    });
    for (const [memberId, { locale }] of reach)
      await cardToMember(shift, { id: SPEAKER, name: words[locale].speaker }, memberId, {
        cid: uuidOf(`${journalId} ${memberId}`),
        b: card(locale),
      });
    for (const chatId of chatIds)
      await shift.work(async (work) => {
        await nameSpeaker(work, { id: SPEAKER, kind: 'app', name: words.zh.speaker, avatar: null });
        await letSpeak(work, chatId, SPEAKER);
        const draft = { k: 'card' as const, b: card('zh') };
        await postAs(work, { speakerId: SPEAKER, chatId, cid: uuidOf(`${journalId} ${chatId}`), draft });
      }, system);
  },
);

const News = z.object({
  /** makes repeats of the same news the same message */
  key: z.string(),
  kind: z.enum(['commented', 'remind']),
  name: z.string(),
  en: z.string().nullable(),
  text: z.string(),
  path: z.string(),
  by: MemberId.nullable(),
  to: z.array(MemberId),
});

/** A card about a comment, or about what is due soon, in the chat that everybody has with the journals of the house. */
export const tellMembers = job('journals.tell', News, {}, async (shift, news) => {
  const { who, reach } = await shift.work(
    async (work) => ({
      who: news.by ? ((await briefsOf(work, [news.by]))[0]?.name ?? '') : '',
      reach: await reachOf(work, news.to),
    }),
    system,
  );
  const base = shift.ports.settings.publicUrl;
  const url = base ? new URL(news.path, base).href : undefined;
  for (const [memberId, { locale }] of reach) {
    const my = words[locale];
    const what = (locale === 'en' && news.en) || news.name;
    const title = news.kind === 'remind' ? my.remind(what) : my.commented(who, what);
    const button = news.kind === 'remind' ? my.write : my.open;
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, {
      cid: uuidOf(`${news.key} ${memberId}`),
      b: { title, text: news.text, ...(url ? { url, button } : {}) },
    });
  }
});
