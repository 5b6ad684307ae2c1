// What the people of 茶香餐饮 said lately. One line is `who minutes-since-the-line-before text`; `day` lines begin a day so many days ago.
import type { DepartmentName } from './sample-people.ts';

export interface SampleChat {
  title: string;
  /** its department's people, and these */
  departments: readonly DepartmentName[];
  others: readonly string[];
  owner: string;
  talk: string;
}

export const groups: readonly SampleChat[] = [
  {
    title: '茶香全员群',
    departments: [
      '总经理办公室',
      '门店运营部',
      '市场与客户部',
      '产品研发部',
      '采购与供应链',
      '中央厨房',
      '人力与行政部',
      '财务部',
    ],
    others: [],
    owner: 'luqingyuan',
    talk: `
day 6 9:02
luqingyuan 0 各位早！上周三家店的翻台率都过了 4，辛苦大家。
guwenting 3 谢谢陆总，静安店周六破了纪录：**612 桌**。
penghao 1 后厨和前厅都拼了，给大家加鸡腿 🍗
liangshuhui 12 提醒：本月排班请在周四 18:00 前提交，逾期按默认班次。
day 3 10:15
yejing 0 新菜单的封面定稿了，门店海报今天寄出。
songyake 4 好看！寄到门店后请店长拍照回传。
luosiyu 30 徐汇店收到，已上墙。
day 1 8:50
liangshuhui 0 消防演练改到周三下午 3 点，各店留一位领班在岗。
dingxuefeng 25 报销单请贴好发票再交，电子发票打印出来即可。
jinpeiyu 8 办公室周五停电两小时（14:00–16:00），请提前保存文件。`,
  },
  {
    title: '门店运营日报',
    departments: ['门店运营部'],
    others: ['luqingyuan', 'songyake', 'baidaming'],
    owner: 'guwenting',
    talk: `
day 5 21:40
penghao 0 静安店：营业额 86,420，客诉 1 起（上菜慢），已赠送甜品并致歉。
luosiyu 2 徐汇店：营业额 71,905，客诉 0，缺龙井 2 斤。
xiezhiyuan 3 浦东店：营业额 64,380，制冰机异响，已报修。
guwenting 9 收到。制冰机明天谁跟？
xiezhiyuan 1 我跟，上官师傅上午到。
day 2 21:35
penghao 0 静安店：营业额 91,180，新品“桂花乌龙”卖了 143 杯。
luosiyu 4 徐汇店：营业额 75,020，桂花乌龙 98 杯，客人普遍说偏甜。
xiezhiyuan 2 浦东店：营业额 69,740，制冰机已修好。
guwenting 6 偏甜这条同步给研发，@苏婉清 请看。
hanmengjie 3 静安也有客人说太甜，建议做三分糖默认。
day 0 9:10
guwenting 0 今天三店试三分糖，晚上日报里单独写反馈。
tangyichen 2 东区收到。
heruoxi 1 西区收到。`,
  },
  {
    title: '新品研发·桂花乌龙',
    departments: ['产品研发部'],
    others: ['songyake', 'shaolan', 'guwenting', 'zhaitingting'],
    owner: 'suwanqing',
    talk: `
day 8 14:05
qianhaoran 0 第三版配方：乌龙 6g、桂花 0.8g、糖浆 18ml，水温 92℃。
fangxiaoman 5 配桂花米糕很合适，米糕我再减一点糖。
shiyunfei 11 第三版留样检测合格，保质 4 小时。
day 2 22:01
suwanqing 0 门店反馈偏甜，糖浆先降到 12ml 试试？
qianhaoran 2 12ml 香气会弱一点，要不要桂花加到 1.0g？
shaolan 6 桂花 1.0g 的话，单杯成本多 0.3 元，能接受。
suwanqing 1 就按 **12ml + 1.0g** 试，明早出样。
day 0 8:35
qianhaoran 0 样品好了，在二楼试饮台，9 点半前来喝。
fangxiaoman 6 喝了，平衡多了！`,
  },
  {
    title: '供应链协调',
    departments: ['采购与供应链', '中央厨房'],
    others: ['guwenting', 'dingxuefeng'],
    owner: 'yaojianguo',
    talk: `
day 4 7:20
qinyue 0 早班车 7:45 出发，顺序：徐汇 → 静安 → 浦东。
ruanjing 4 龙井只剩 11 斤，按现在的用量撑三天。
shaolan 3 已下单 40 斤，周四到仓。
kongxiang 20 叉烧包今天多备 120 个，周末预订多。
day 1 16:30
wanpeng 0 新外带杯打样到了，杯盖比旧款紧，不容易洒。
baidaming 7 拿两箱给厨房试试热饮。
yaojianguo 5 包材切换定在下月一号，旧款先用完。
dingxuefeng 9 新杯单价多少？要更新成本表。
wanpeng 2 0.62 元/套，比旧款低 3 分。`,
  },
  {
    title: '大客户跟进',
    departments: ['市场与客户部'],
    others: ['luqingyuan', 'guwenting'],
    owner: 'songyake',
    talk: `
day 3 11:00
linzhixia 0 云帆科技想订 200 份下午茶，周五 15:00 送到张江。
songyake 2 预算多少？
linzhixia 1 人均 38，要两款点心一款茶，需要开专票。
duyifan 6 张江那边电梯要预约，我上次踩过坑，提前半小时到。
songyake 3 报价单今天下班前给到客户。
day 0 10:20
linzhixia 0 云帆科技确认了！**200 份，桂花乌龙 + 米糕 + 叉烧酥**，定金已付。
duyifan 1 漂亮 👏
songyake 2 @顾文婷 周五需要浦东店支援两个人。`,
  },
];

export interface SampleTalk {
  between: readonly [string, string];
  talk: string;
}

export const directs: readonly SampleTalk[] = [
  {
    between: ['linzhixia', 'guwenting'],
    talk: `
day 0 10:31
linzhixia 0 婷姐，周五云帆的单，浦东店能派谁？
guwenting 4 邓欣怡和蒋博宇，我跟致远说好了。
linzhixia 1 太好了，我把送货时间表发群里。`,
  },
  {
    between: ['hanmengjie', 'guwenting'],
    talk: `
day 1 13:02
hanmengjie 0 婷姐，我周日想和冯乐换个班，可以吗？
guwenting 6 可以，你们俩在排班表里改一下，我来批。
hanmengjie 1 好的，谢谢婷姐！`,
  },
  {
    between: ['luqingyuan', 'guwenting'],
    talk: `
day 2 18:20
luqingyuan 0 第四家店的选址，你倾向五角场还是中山公园？
guwenting 5 五角场学生多，客单低；中山公园租金高一成，但晚市强。我倾向中山公园。
luqingyuan 2 周四一起去看看。`,
  },
];

export interface SpokenLine {
  who: string;
  at: Date;
  text: string;
}

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

/** The lines of a talk with their times, counted back from `now` in the company's own time (UTC+8). */
export function spoken(talk: string, now: Date): SpokenLine[] {
  const midnight = Math.floor((now.getTime() + ZONE) / DAY) * DAY - ZONE;
  const lines: SpokenLine[] = [];
  let at = midnight;
  for (const line of talk.trim().split('\n')) {
    const day = /^day (\d+) (\d+):(\d+)$/.exec(line);
    const said = /^(\w+) (\d+) (.+)$/.exec(line);
    if (day) at = midnight - Number(day[1]) * DAY + (Number(day[2]) * 60 + Number(day[3])) * 60_000;
    else if (said) {
      at += Number(said[2]) * 60_000;
      lines.push({ who: said[1]!, at: new Date(at), text: said[3]! });
    }
  }
  // Early in the morning, what is said "today" was said yesterday.
  const late = at >= now.getTime() ? DAY : 0;
  return lines.map((l) => ({ ...l, at: new Date(l.at.getTime() - late) }));
}
