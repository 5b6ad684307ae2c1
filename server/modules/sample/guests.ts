// Customers of the sample company, in the hands of its seller. The names are made up; `ago` is minutes before the company was opened.
import type { CustomerOrder } from '@teahouse/contract/orders';

export interface Guest {
  name: string;
  remark: string;
  stage: 'new' | 'talking' | 'intent' | 'won';
  tags: readonly string[];
  /** who said what: the guest, or the seller */
  lines: readonly { guest: boolean; ago: number; text: string }[];
  orders?: readonly (Pick<CustomerOrder, 'ref' | 'items' | 'state'> & { fen: number; ago: number })[];
}

const HOUR = 60;
const DAY = 24 * HOUR;
const asks = (ago: number, text: string) => ({ guest: true, ago, text });
const says = (ago: number, text: string) => ({ guest: false, ago, text });

/** group of tags -> its tags */
export const tags: readonly [group: string, names: readonly string[]][] = [
  ['会员等级', ['普通会员', '金卡会员']],
  ['关注', ['宴席', '外卖', '企业团餐']],
];

export const guests: readonly Guest[] = [
  {
    name: '海棠',
    remark: '海棠（12 月婚宴）',
    stage: 'intent',
    tags: ['宴席'],
    lines: [
      asks(2 * DAY + 200, '你好，想问一下 12 月 20 日的婚宴，大概 18 桌，还有档期吗？'),
      says(2 * DAY + 188, '您好！12 月 20 日中午满了，晚上二楼牡丹厅还空着，正好能摆 20 桌。'),
      asks(2 * DAY + 180, '晚上也可以。每桌大概什么价位？'),
      says(2 * DAY + 170, '1,888、2,388、2,888 三档，都含餐前茶点。菜单可以换两道，周末来试菜不收费。'),
      asks(25, '我们商量好了，想周六中午来试菜，两个人可以吗？'),
    ],
  },
  {
    name: '青山',
    remark: '青山 · 金卡',
    stage: 'won',
    tags: ['金卡会员'],
    lines: [
      asks(4 * DAY, '周五晚上六点半，四个人，靠窗的位子有吗？'),
      says(4 * DAY - 8, '有的，8 号桌给您留好了，到店报手机尾号就行。'),
      asks(3 * DAY - 300, '昨天的鲈鱼很新鲜，谢谢！'),
      says(3 * DAY - 320, '您满意就好。这次消费记了 386 分，下次可以抵 38 元。'),
    ],
    orders: [
      {
        ref: 'XH-20418',
        fen: 38_600,
        ago: 3 * DAY,
        state: 'done',
        items: [{ name: '西湖店堂食，4 人', quantity: 1 }],
      },
      {
        ref: 'XH-19877',
        fen: 52_400,
        ago: 34 * DAY,
        state: 'done',
        items: [{ name: '西湖店堂食，6 人', quantity: 1 }],
      },
    ],
  },
  {
    name: '远帆科技 行政',
    remark: '远帆科技 行政部',
    stage: 'talking',
    tags: ['企业团餐'],
    lines: [
      asks(DAY + 300, '我们公司 60 人，想订工作日的午餐，能开月结发票吗？'),
      says(
        DAY + 280,
        '可以月结，开增值税电子普通发票或者专用发票。60 份起每份 32 元，两荤两素一汤，每天换菜。',
      ),
      asks(DAY + 260, '能先送一天试试吗？'),
      says(DAY + 250, '可以，您定一天，前一天下午四点前告诉我份数。'),
      asks(70, '那就下周二吧，62 份，其中 5 份不吃辣。'),
    ],
  },
  {
    name: '小满',
    remark: '',
    stage: 'new',
    tags: ['外卖'],
    lines: [asks(8, '你们外卖送到大学城吗？')],
  },
  {
    name: '老周',
    remark: '老周 · 每周三下午茶',
    stage: 'won',
    tags: ['普通会员'],
    lines: [
      asks(6 * DAY, '明天还是老样子，下午三点，龙井两壶。'),
      says(6 * DAY - 5, '好的，茶已经给您备下。'),
    ],
    orders: [
      {
        ref: 'XH-20102',
        fen: 13_600,
        ago: 5 * DAY,
        state: 'done',
        items: [{ name: '明前龙井', quantity: 2 }],
      },
    ],
  },
  {
    name: '向北',
    remark: '',
    stage: 'talking',
    tags: ['宴席'],
    lines: [
      asks(9 * DAY, '年会场地能放投影吗？'),
      says(9 * DAY - 20, '牡丹厅有投影和两支无线话筒，都不另收费。您大概多少人？'),
      asks(9 * DAY - 60, '80 人左右，定了再联系你。'),
    ],
  },
];

/** What the seller has at hand to say: [folder, title, words]. */
export const scripts: readonly [folder: string, title: string, text: string][] = [
  ['宴席', '三档价位', '宴席有 1,888、2,388、2,888 元三档，都含餐前茶点，菜单可以换两道，周末试菜不收费。'],
  [
    '宴席',
    '付定金',
    '{customer}您好，付 2,000 元定金就为您锁定场地；提前 15 天改期，定金转到新日期，不另收费。',
  ],
  ['外卖', '配送范围', '店铺 5 公里以内都送，满 60 元免配送费，一般 40 分钟内到。'],
  ['团餐', '起订与发票', '60 份起订，每份 32 元，可以月结，开电子普通发票或者专用发票。'],
];

/** What the service desk knows. */
export const articles: readonly { question: string; similar: string[]; answer: string }[] = [
  {
    question: '怎么开发票？',
    similar: ['可以开专票吗', '发票怎么拿'],
    answer: '结账后 30 天内都可以开。把抬头、税号和消费日期发给我们，电子发票会发到您的邮箱。',
  },
  {
    question: '可以带自己的酒水吗？',
    similar: ['收开瓶费吗', '自带酒水'],
    answer: '可以自带，不收开瓶费；饮料和烈酒都一样。',
  },
  {
    question: '有停车位吗？',
    similar: ['停车收费吗', '怎么停车'],
    answer: '西湖店地下车库消费满 100 元免 2 小时；滨江店和城西店门口可以免费停。',
  },
  {
    question: '几点营业？',
    similar: ['营业时间', '晚上几点关门'],
    answer: '每天 10:30 到 21:30，午市最后点餐 13:45，晚市最后点餐 20:45。',
  },
];
