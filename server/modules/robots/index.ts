// The door of robots: addresses through which other systems post into a chat.
import { robots as contract } from '@teahouse/contract/robots';
import { defineModule } from '../../kernel/module.ts';
import { addRobot, changeRobot, listRobots, removeRobot, renewRobot } from './change-robots.ts';

export { addressOf, createRobot, type RobotRow, signingSecret } from './robot.ts';
export {
  holdsKeyword,
  keepRobotMedia,
  mayRobotSpeak,
  openRobot,
  robotMedia,
  robotSpeaks,
} from './robot-speaks.ts';

export const robots = defineModule({
  name: 'robots',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { listRobots, addRobot, changeRobot, renewRobot, removeRobot },
});
