import type { MomentContent } from '@teahouse/contract/moments';
import type { AppId, CustomerTagId, MemberId, MomentId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { attachFiles } from '../files/index.ts';
import { withTrueFiles } from '../messaging/index.ts';
import { startBroadcast } from '../outreach/index.ts';
import { FEED } from './feed-channel.ts';
import { tellPerformers } from './tell-members.ts';

interface MomentAsked {
  content: MomentContent;
  kind: 'own' | 'task';
  madeBy: MemberId | AppId;
  performers: readonly MemberId[];
  tagIds: readonly CustomerTagId[];
  automatic: boolean;
  /** of 10,000 */
  holdOut: number;
  startAt: Date;
}

/** What is shown, checked against the files themselves. Fails with moments.bad_content and files.not_found. */
export async function contentToKeep(work: Work, content: MomentContent): Promise<MomentContent> {
  const kinds = [content.pictures.length > 0, content.video, content.link].filter(Boolean).length;
  if (kinds > 1 || (kinds === 0 && !content.text)) fail('moments.bad_content');
  const pictures: MomentContent['pictures'] = [];
  for (const { alt, ...b } of content.pictures) {
    const draft = await withTrueFiles(work, { k: 'image', b });
    if (draft.k !== 'image') fail('moments.bad_content');
    pictures.push({ ...draft.b, alt });
  }
  const film = content.video && (await withTrueFiles(work, { k: 'video', b: content.video }));
  if (film && film.k !== 'video') fail('moments.bad_content');
  return { ...content, pictures, video: film ? film.b : null };
}

/** Writes it down; `begin` sets it going. The caller has checked rights and content. */
export async function writeMoment(
  work: Work,
  { content, performers, ...asked }: MomentAsked,
  job?: { id: string; unreached: object },
): Promise<MomentId> {
  const id = newId('mom');
  await work.sql(
    `insert into moments (corp_id, id, kind, made_by, content, tag_ids, automatic, hold_out, created_at, start_at, job_id, unreached)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      work.corpId,
      id,
      asked.kind,
      asked.madeBy,
      JSON.stringify(content),
      asked.tagIds,
      asked.automatic,
      asked.holdOut,
      work.now,
      asked.startAt,
      job?.id ?? null,
      job ? JSON.stringify(job.unreached) : null,
    ],
  );
  await work.sql(
    `insert into moment_performers (corp_id, moment_id, member_id, published_at) select $1, $2, p, $4 from unnest($3::text[]) p`,
    [work.corpId, id, performers, asked.automatic ? asked.startAt : null],
  );
  const shown = [...content.pictures.map((p) => p.fileId), ...(content.video ? [content.video.fileId] : [])];
  await attachFiles(work, [...new Set(shown)], { kind: 'moment', id });
  return id;
}

/** Through the gateway: who gets it is decided and written down there. */
export async function beginMoment(work: Work, id: MomentId): Promise<void> {
  const [row] = await work.sql<Omit<MomentAsked, 'performers'> & { performers: MemberId[] }>(
    `select kind, made_by "madeBy", content, tag_ids "tagIds", automatic, hold_out "holdOut", start_at "startAt",
            array(select member_id from moment_performers p where p.corp_id = $1 and p.moment_id = m.id order by 1) performers
       from moments m where corp_id = $1 and id = $2 and broadcast_id is null and withdrawn_at is null for update`,
    [work.corpId, id],
  );
  if (!row) return;
  const broadcastId = await startBroadcast(work, {
    name: row.content.text.slice(0, 40) || row.content.link?.title.slice(0, 40) || '朋友圈',
    madeBy: row.madeBy,
    audience: {
      whose: 'all',
      tagIds: [...row.tagIds],
      tagGroups: [],
      fields: [],
      withoutTagIds: [],
      stages: [],
      memberIds: row.performers,
      codeIds: [],
      sources: [],
      customerIds: [],
    },
    contents: draftsOf(row.content),
    channel: FEED,
    holdOut: row.holdOut,
    confirm: !row.automatic,
    startAt: row.startAt,
  });
  await work.sql('update moments set broadcast_id = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    broadcastId,
  ]);
  if (!row.automatic) await work.enqueue(tellPerformers, { momentId: id }, { runAt: row.startAt });
}

/** What the gateway reads for words that must not leave. */
function draftsOf({ text, pictures, video, link }: MomentContent): Draft[] {
  return [
    ...(text ? [{ k: 'text' as const, b: { text } }] : []),
    ...pictures.map(({ alt, ...b }) => ({ k: 'image' as const, b: { ...b, name: alt || b.name } })),
    ...(video ? [{ k: 'video' as const, b: video }] : []),
    ...(link ? [{ k: 'card' as const, b: { ...link, text: '' } }] : []),
  ];
}
