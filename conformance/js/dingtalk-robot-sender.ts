import { createRequire } from 'node:module';
import { must, setting, trying } from './record.ts';

interface Answered {
  data: { errcode: number; errmsg: string };
}
interface Bot {
  text(content: string, at?: object): Promise<Answered>;
  link(link: object): Promise<Answered>;
  markdown(title: string, text: string, at?: object): Promise<Answered>;
  actionCard(card: object): Promise<Answered>;
  feedCard(links: object[]): Promise<Answered>;
}
const ChatBot = createRequire(import.meta.url)('dingtalk-robot-sender') as new (o: object) => Bot;

/** DingTalk's five kinds of message, signed. */
export async function dingtalkRobotSender(): Promise<void> {
  const attempt = trying('dingtalk-robot-sender');
  const { dingtalkRobot, mark } = setting;
  const bot = (secret: string) => new ChatBot({ webhook: dingtalkRobot.url, secret });
  const robot = bot(dingtalkRobot.secret!);
  const good = ({ data }: Answered) => must(data.errcode === 0 && data.errmsg === 'ok', data);

  await attempt('/robot/send wrong signature', async () => {
    const { data } = await bot('SECwrong').text('x');
    must(data.errcode === 310000, data);
  });
  await attempt('/robot/send text', async () => {
    good(await robot.text(`钉文字 ${mark}`, { atMobiles: ['13900000001'], isAtAll: false }));
    return `钉文字 ${mark}`;
  });
  await attempt('/robot/send link', async () => {
    const link = { title: `钉链接 ${mark}`, text: '正文', messageUrl: 'https://tea.example/4', picUrl: '' };
    good(await robot.link(link));
    return `钉链接 ${mark}`;
  });
  await attempt('/robot/send markdown', async () => {
    good(await robot.markdown('标题', `## 钉标记 ${mark}`, { isAtAll: true }));
    return `钉标记 ${mark}`;
  });
  await attempt('/robot/send actionCard', async () => {
    const btns = [{ title: '去看', actionURL: 'https://tea.example/5' }];
    good(await robot.actionCard({ title: `钉动作 ${mark}`, text: '正文', btnOrientation: '0', btns }));
    return `钉动作 ${mark}`;
  });
  await attempt('/robot/send feedCard', async () => {
    const link = {
      title: `钉列表 ${mark}`,
      messageURL: 'https://tea.example/6',
      picURL: 'https://tea.example/6.png',
    };
    good(await robot.feedCard([link]));
    return `钉列表 ${mark}`;
  });
}
