import { notices, type NoticeSettings, type QuietHours } from '@teahouse/contract/notices';
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { corpSetting, reachOf, setCorpSetting } from '../directory/index.ts';
import { usual } from './notices.rules.ts';

interface Row {
  member_id: MemberId;
  push: boolean;
  mentions_only: boolean;
  hide_content: boolean;
  quiet: QuietHours | null;
  dnd_until: Date | null;
  zone: string | null;
  digest: NoticeSettings['digest'];
}

/** How these members want to be told; `usual` for those who never said. */
export async function settingsOf(
  work: Work,
  ids: readonly MemberId[],
): Promise<(id: MemberId) => NoticeSettings> {
  const rows = await work.sql<Row>(
    `select member_id, push, mentions_only, hide_content, quiet, dnd_until, zone, digest
       from notice_settings where corp_id = $1 and member_id = any($2)`,
    [work.corpId, ids],
  );
  const found = new Map(rows.map((r) => [r.member_id, toSettings(r)]));
  return (id) => found.get(id) ?? usual;
}

function toSettings(r: Row): NoticeSettings {
  return {
    push: r.push,
    mentionsOnly: r.mentions_only,
    hideContent: r.hide_content,
    quiet: r.quiet,
    dndUntil: r.dnd_until?.toISOString() ?? null,
    zone: r.zone,
    digest: r.digest,
  };
}

const HIDES = 'noticesHideContent';

/** The company wants no content in pushes and mails. */
export const contentHidden = (work: Work) => corpSetting(work, HIDES, z.boolean().default(false));

export const getNotices = implementRaw(notices.getNotices, async (call) =>
  call.work(async (work) => {
    const me = actingMember(work);
    const reach = (await reachOf(work, [me])).get(me);
    return {
      ...(await settingsOf(work, [me]))(me),
      contentHidden: await contentHidden(work),
      mailReady: call.ports.mail !== undefined && Boolean(reach?.email),
    };
  }),
);

export const setNotices = implement(notices.setNotices, async (work, input) => {
  const me = actingMember(work);
  if (input.zone && !isZone(input.zone))
    fail('common.invalid_input', input.zone, [{ path: 'zone', text: 'an IANA zone such as Asia/Shanghai' }]);
  const wanted = { ...(await settingsOf(work, [me]))(me), ...input } as NoticeSettings;
  await work.sql(
    `insert into notice_settings (corp_id, member_id, push, mentions_only, hide_content, quiet, dnd_until, zone, digest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (corp_id, member_id) do update set push = excluded.push, mentions_only = excluded.mentions_only,
       hide_content = excluded.hide_content, quiet = excluded.quiet, dnd_until = excluded.dnd_until, zone = excluded.zone, digest = excluded.digest`,
    [
      work.corpId,
      me,
      wanted.push,
      wanted.mentionsOnly,
      wanted.hideContent,
      wanted.quiet && JSON.stringify(wanted.quiet),
      wanted.dndUntil,
      wanted.zone,
      wanted.digest,
    ],
  );
  return wanted;
});

function isZone(zone: string): boolean {
  return zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone);
}

export const getNoticePolicy = implement(notices.getNoticePolicy, async (work) => ({
  hideContent: await contentHidden(work),
}));

export const setNoticePolicy = implement(notices.setNoticePolicy, async (work, { hideContent }) => {
  await setCorpSetting(work, HIDES, hideContent);
  await work.audit({ action: 'notices.policy_changed', detail: { hideContent } });
  return { hideContent };
});
