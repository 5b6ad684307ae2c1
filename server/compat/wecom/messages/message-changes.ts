import * as z from 'zod';
import { membersInRange } from '../../../modules/apps/index.ts';
import { countMessages, recallMessage, updateCard, updateTask } from '../../../modules/talk/index.ts';
import { wecomCall } from '../call.ts';
import { listOf, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { mustBeSelf } from './message-send.ts';
import { cardOf, WireCard } from './template-card.ts';

const recall = wecomCall({
  path: '/cgi-bin/message/recall',
  writes: true,
  scope: 'messages.send',
  input: z.object({ msgid: maybeWords }),
  async run(work, { msgid }, { app }) {
    await recallMessage(work, app.id, need(msgid, 40063));
    return {};
  },
});

const updateTemplateCard = wecomCall({
  path: '/cgi-bin/message/update_template_card',
  writes: true,
  scope: 'messages.send',
  input: z.object({
    userids: listOf(words),
    partyids: listOf(whole),
    tagids: listOf(whole),
    atall: maybe(whole),
    agentid: maybe(whole),
    response_code: maybeWords,
    button: maybe(z.object({ replace_name: words })),
    template_card: maybe(WireCard),
  }),
  async run(work, input, { app }) {
    await mustBeSelf(work, app, input.agentid);
    const { userids, partyids, tagids } = input;
    if (userids.length > 1_000 || partyids.length > 100 || tagids.length > 100) throw new WecomError(81014);
    const all = input.atall === 1;
    if (!all && userids.length + partyids.length + tagids.length === 0) throw new WecomError(82101);
    const named = await membersInRange(
      work,
      app,
      all ? 'all' : { userids, departmentNos: partyids, tagNos: tagids },
    );
    const change = input.button
      ? { replaceName: input.button.replace_name }
      : { card: await cardOf(work, app, need(input.template_card, 40063), { interactive: true }) };
    const missed = await updateCard(work, {
      appId: app.id,
      code: need(input.response_code, 60140),
      to: all ? 'all' : named.memberIds,
      change,
    });
    if (!all && missed.length === named.memberIds.length) throw new WecomError(82102);
    const byId = new Set<string>(missed);
    const unreached: string[] = [];
    for (const userid of userids) {
      const { memberIds } = await membersInRange(work, app, { userids: [userid] });
      if (!memberIds[0] || byId.has(memberIds[0])) unreached.push(userid.toLowerCase());
    }
    return { invaliduser: unreached };
  },
});

const updateTaskCard = wecomCall({
  path: '/cgi-bin/message/update_taskcard',
  writes: true,
  scope: 'messages.send',
  input: z.object({
    userids: listOf(words),
    agentid: maybe(whole),
    task_id: maybeWords,
    replace_name: maybeWords,
    clicked_key: maybeWords,
  }),
  async run(work, { userids, agentid, task_id, replace_name, clicked_key }, { app }) {
    await mustBeSelf(work, app, agentid);
    const named = await membersInRange(work, app, { userids });
    if (named.memberIds.length === 0) throw new WecomError(82101);
    await updateTask(work, {
      appId: app.id,
      taskId: need(task_id, 42030),
      to: named.memberIds,
      replaceName: need(replace_name ?? clicked_key, 40063),
    });
    return { invaliduser: named.unknown.userids.map((u) => u.toLowerCase()) };
  },
});

const getStatistics = wecomCall({
  path: '/cgi-bin/message/get_statistics',
  input: z.object({ time_type: maybe(whole) }),
  async run(work, { time_type: type = 0 }) {
    if (type !== 0 && type !== 1) throw new WecomError(40035);
    return { statistics: await countMessages(work, type === 0 ? 'today' : 'yesterday') };
  },
});

export const changeCalls = [recall, updateTemplateCard, updateTaskCard, getStatistics];
