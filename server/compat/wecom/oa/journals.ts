import { JournalId, JournalTemplateId, type DepartmentId, type MemberId } from '@teahouse/contract/ids';
import type { JournalTemplateFacts } from '@teahouse/contract/journals-admin';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { briefsOf, corpZone, departmentFacts } from '../../../modules/directory/index.ts';
import { cyclesForProgram, journalForProgram, journalsForProgram } from '../../../modules/journals/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenDepartment, seenMember } from '../contacts/seen.ts';
import { listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { contentsOf } from './journal-contents.ts';

const DAY = 86_400;
const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
const Span = { starttime: maybe(whole), endtime: maybe(whole) };

function spanOf(
  { starttime, endtime }: { starttime?: number | undefined; endtime?: number | undefined },
  days: number,
) {
  const [from, to] = [need(starttime, 40058), need(endtime, 40058)];
  if (from < 0 || to < from || to - from > days * DAY || to > 1e11) throw new WecomError(40058);
  return { from: new Date(from * 1_000), to: new Date(to * 1_000) };
}

const list = wecomCall({
  path: '/cgi-bin/oa/journal/get_record_list',
  scope: 'journals.read',
  input: z.object({
    ...Span,
    cursor: maybe(whole),
    limit: maybe(whole),
    filters: listOf(z.object({ key: words, value: words })),
  }),
  async run(work, said, { app }) {
    const span = spanOf(said, limits.journalDays);
    const skip = said.cursor ?? 0;
    if (skip < 0) throw new WecomError(50100);
    const limit = Math.min(Math.max(said.limit ?? limits.journalsInPage, 1), limits.journalsInPage);
    let authors: MemberId[] | undefined;
    let departments: DepartmentId[] | undefined;
    let templateId: JournalTemplateId | undefined;
    for (const { key, value } of said.filters) {
      if (key === 'creator') authors = [(await seenMember(work, app, value)).id];
      else if (key === 'department') departments = [(await seenDepartment(work, app, Number(value))).id];
      else if (key === 'template_id') templateId = need(templateOf(value), 40058);
      else throw new WecomError(40058);
    }
    const page = await journalsForProgram(work, app.visible, {
      ...span,
      authors,
      departments,
      templateId,
      skip,
      limit,
    });
    return {
      journaluuid_list: page.ids,
      next_cursor: skip + page.ids.length,
      endflag: page.more ? 0 : 1,
    };
  },
});

const templateOf = (value: string) => JournalTemplateId.safeParse(value).data;

const detail = wecomCall({
  path: '/cgi-bin/oa/journal/get_record_detail',
  scope: 'journals.read',
  input: z.object({ journaluuid: maybe(words) }),
  async run(work, { journaluuid }, { app }) {
    const id = JournalId.safeParse(need(journaluuid, 40058)).data;
    const found = id && (await journalForProgram(work, app.visible, id));
    if (!found) throw new WecomError(40058);
    const person = (userid: string) => ({ userid });
    return {
      info: {
        journal_uuid: found.id,
        template_id: found.templateId,
        template_name: found.name,
        report_time: seconds(found.submittedAt),
        submitter: person(found.author),
        receivers: found.receivers.map((r) => person(r.userid)),
        readed_receivers: found.receivers.filter((r) => r.read).map((r) => person(r.userid)),
        apply_data: { contents: await contentsOf(work, await corpZone(work), found.controls, found.form) },
        sys_journal_data: '',
        comments: found.comments.map((c) => ({
          commentid: c.no,
          tocommentid: c.re,
          comment_userinfo: person(c.userid),
          content: c.text,
          comment_time: seconds(c.at),
        })),
      },
    };
  },
});

const stat = wecomCall({
  path: '/cgi-bin/oa/journal/get_stat_list',
  scope: 'journals.read',
  input: z.object({ ...Span, template_id: maybe(words) }),
  async run(work, said, { app }) {
    const templateId = need(templateOf(need(said.template_id, 40058)), 40058);
    const span = spanOf(said, limits.journalStatDays);
    const found = await cyclesForProgram(work, app.visible, { templateId, ...span });
    if (!found) throw new WecomError(40058);
    const ranges = await rangesOf(work, app, found.facts);
    const statList = found.cycles.map((c) => ({
      template_id: templateId,
      template_name: found.facts.name,
      ...ranges,
      cycle_begin_time: seconds(c.begins),
      cycle_end_time: seconds(c.ends),
      stat_begin_time: seconds(c.begins),
      stat_end_time: seconds(c.due),
      report_list: c.people
        .filter((p) => p.journalId)
        .map((p) => ({
          user: { userid: p.userid },
          itemlist: [
            {
              journaluuid: p.journalId,
              reporttime: p.submittedAt ? seconds(p.submittedAt) : 0,
              flag: p.state === 'late' ? 1 : 0,
            },
          ],
        })),
      unreport_list: c.people
        .filter((p) => !p.journalId && p.state !== 'excused')
        .map((p) => ({
          user: { userid: p.userid },
          itemlist: [{ journaluuid: '', reporttime: seconds(c.due), flag: 0 }],
        })),
      report_type: 2,
    }));
    return { stat_list: statList };
  },
});

/** Who is asked, who is not, and who receives it; of people and departments only those the app sees. */
async function rangesOf(work: Work, app: App, { scope, exempt, receivers }: JournalTemplateFacts) {
  const users = async (ids: readonly MemberId[]) =>
    (await briefsOf(work, ids)).map((m) => ({ userid: m.userid }));
  const parties: { open_partyid: string }[] = [];
  for (const only of scope.departmentIds) {
    const [facts] = await departmentFacts(work, app.visible, { only });
    if (facts) parties.push({ open_partyid: String(facts.no) });
  }
  if (scope.all) parties.push({ open_partyid: '1' });
  const leads = receivers.some((r) => r.by === 'manager' || r.by === 'deptHead');
  return {
    report_range: { user_list: await users(scope.memberIds), party_list: parties, tag_list: [] },
    white_range: { user_list: await users(exempt), party_list: [], tag_list: [] },
    receivers: {
      user_list: await users(receivers.flatMap((r) => (r.by === 'user' ? r.ids : []))),
      tag_list: [],
      leader_list: leads ? [{ level: 1 }] : [],
    },
  };
}

export const journalCalls: readonly WecomCall[] = [list, detail, stat];
