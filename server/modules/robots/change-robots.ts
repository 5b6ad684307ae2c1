import type { ChatId, FileId } from '@teahouse/contract/ids';
import { robots } from '@teahouse/contract/robots';
import { fail } from '../../kernel/fail.ts';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implement, implementRaw, type RawCall } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { attachFile } from '../files/index.ts';
import { groupToChange, mySeat } from '../messaging/index.ts';
import {
  createRobot,
  introduce,
  newSigningSecret,
  renewKey,
  robotIn,
  type RobotRow,
  robotsOf,
  sealedSecret,
  toRobot,
} from './robot.ts';

export const listRobots = implementRaw(robots.listRobots, (call, { chatId }) =>
  call.work(async (work) => {
    const seat = await mySeat(work, chatId);
    const group = seat.kind === 'group' || seat.kind === 'department';
    const leads = seat.role !== 'member';
    const found = await robotsOf(work, chatId);
    return {
      robots: found.map((row) =>
        toRobot(row, leads || row.made_by === work.actor.id ? address(call) : undefined),
      ),
      mayAdd: group && !seat.archived && (leads || seat.settings.invite === 'all'),
    };
  }),
);

export const addRobot = implementRaw(robots.addRobot, (call, { chatId, name, kind, picture, signed }) =>
  call.work(async (work) => {
    const seat = await groupToChange(work, chatId, 'invite');
    if (seat.kind !== 'group' && seat.kind !== 'department')
      fail('messaging.needs_admin', 'robots live in groups');
    if (picture) await attachFile(work, picture, { kind: 'chat', id: chatId });
    const row = await createRobot(work, call.ports.secret, {
      chatId,
      name,
      kind,
      picture,
      secret: signed ? newSigningSecret() : undefined,
      by: actingMember(work),
    });
    return toRobot(row, address(call));
  }),
);

export const changeRobot = implementRaw(robots.changeRobot, (call, input) =>
  call.work(async (work) => {
    const before = await robotToChange(work, input.chatId, input.robotId);
    if (input.picture) await attachFile(work, input.picture, { kind: 'chat', id: input.chatId });
    const after: RobotRow = {
      ...before,
      name: input.name ?? before.name,
      picture_file: (input.picture as FileId | undefined) ?? before.picture_file,
      enabled: input.enabled ?? before.enabled,
      keywords: input.keywords ?? before.keywords,
      secret_sealed: secretAfter(call, before, input.signed),
    };
    await work.sql(
      `update robots set name = $3, picture_file = $4, enabled = $5, keywords = $6, secret_sealed = $7
        where corp_id = $1 and id = $2`,
      [
        work.corpId,
        after.id,
        after.name,
        after.picture_file,
        after.enabled,
        after.keywords,
        after.secret_sealed,
      ],
    );
    await introduce(work, after);
    await work.audit({
      action: 'robots.robot_changed',
      object: after.id,
      detail: { enabled: after.enabled },
    });
    return toRobot(after, address(call));
  }),
);

export const renewRobot = implementRaw(robots.renewRobot, (call, { chatId, robotId }) =>
  call.work(async (work) => {
    const robot = await robotToChange(work, chatId, robotId);
    return toRobot(await renewKey(work, call.ports.secret, robot), address(call));
  }),
);

export const removeRobot = implement(robots.removeRobot, async (work, { chatId, robotId }) => {
  const { id } = await robotToChange(work, chatId, robotId);
  await takeBackKeys(work, { kind: 'robot', holder: id });
  await work.sql('delete from robots where corp_id = $1 and id = $2', [work.corpId, id]);
  await work.audit({ action: 'robots.robot_removed', object: id, detail: { chatId } });
  return {};
});

/** A robot is changed by who added it and by those who lead the chat. */
async function robotToChange(work: Work, chatId: ChatId, robotId: RobotRow['id']): Promise<RobotRow> {
  const seat = await mySeat(work, chatId);
  const robot = await robotIn(work, chatId, robotId);
  if (seat.role === 'member' && robot.made_by !== work.actor.id) fail('messaging.needs_admin');
  return robot;
}

function secretAfter(call: RawCall, before: RobotRow, signed: boolean | undefined): string | null {
  if (signed === undefined || signed === (before.secret_sealed !== null)) return before.secret_sealed;
  return signed ? sealedSecret(call.ports.secret, newSigningSecret()) : null;
}

const address = ({ ports, request }: RawCall) => ({
  sealing: ports.secret,
  origin: ports.settings.publicUrl ?? `${request.protocol}://${request.host}`,
});
