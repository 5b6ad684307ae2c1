import { identity } from '@teahouse/contract/identity';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { sessionsOf } from './session.present.ts';

export const mySessions = implement(identity.mySessions, async (work) => ({
  sessions: await sessionsOf(work, actingMember(work)),
}));
