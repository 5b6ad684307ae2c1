// What people of the sample company said lately. `ago` is minutes before the moment the company was opened.

export interface Line {
  who: string;
  ago: number;
  text: string;
}

export interface Talk {
  /** '' for a direct chat of the two */
  title: string;
  members: readonly string[];
  announcement?: string;
  lines: readonly Line[];
}

const at = (ago: number, who: string, text: string): Line => ({ who, ago, text });
const DAY = 24 * 60;

export const talks: readonly Talk[] = [
  {
    title: '西湖店日常',
    members: ['chenjie', 'wugang', 'luoting', 'tangwei', 'songyu', 'linxiaoyu', 'wangchaxiang'],
    announcement: '每天 9:30 前交接班，冷柜温度必须登记。周五下午大扫除，全员参加。',
    lines: [
      at(
        2 * DAY + 600,
        'chenjie',
        '大家早，今天预订 **46 桌**，包间全满。中午人手紧，收银和传菜互相搭把手。',
      ),
      at(2 * DAY + 590, 'wugang', '收到。鲈鱼只到了 20 条，中午前卖完就停牌。'),
      at(2 * DAY + 585, 'luoting', '好的店长'),
      at(DAY + 700, 'wugang', '2 号冷柜又报警了，温度到 6℃，已经把海鲜转到 1 号。'),
      at(DAY + 690, 'chenjie', '马上报修。今天谁登记的温度？'),
      at(DAY + 688, 'tangwei', '我登记的，早上 8 点是 3℃，正常。'),
      at(DAY + 660, 'linxiaoyu', '维修下午 3 点到店，联系人是刘师傅。修好之前 2 号柜不要放生鲜。'),
      at(DAY + 655, 'chenjie', '明白'),
      at(420, 'songyu', '昨天的日结单已交财务，现金差 2 元，写了说明。'),
      at(95, 'luoting', '靠窗 8 号桌的客人落了一把伞，放在前台了。'),
      at(60, 'chenjie', '辛苦。客人来取记得核对手机尾号。'),
      at(22, 'wugang', '今晚加一道清炒茶树菇，成本单我发采购群了。'),
      at(8, 'chenjie', '可以，菜牌我来改。'),
    ],
  },
  {
    title: '新品试菜小组',
    members: ['linxiaoyu', 'wugang', 'sunlei', 'zhengshuang', 'liuyang', 'fanghua', 'wangchaxiang'],
    lines: [
      at(
        3 * DAY,
        'linxiaoyu',
        '冬季新品定四道：\n- 龙井虾仁\n- 陈皮红豆茶羹\n- 普洱炖牛腩\n- 桂花酒酿圆子\n周四下午试菜。',
      ),
      at(3 * DAY - 20, 'sunlei', '牛腩下周涨价，每斤大概多 3 块，要不要换供应商？'),
      at(3 * DAY - 25, 'fanghua', '按现在的价，牛腩毛利 58%，涨价后 53%。建议售价提到 68。'),
      at(2 * DAY, 'wugang', '普洱要用熟普，生普发涩。我试了三次，熟普 5 克刚好。'),
      at(2 * DAY - 30, 'zhengshuang', '菜名建议加产地：*云南普洱炖牛腩*，拍照也好讲故事。'),
      at(DAY, 'liuyang', '菜单初稿在做了，今晚给大家看。'),
      at(180, 'wangchaxiang', '试菜我参加。请周边写字楼的老客人一起来尝，意见更真实。'),
      at(170, 'linxiaoyu', '好主意，周舟那边有名单，我来约。'),
      at(35, 'zhengshuang', '海报文案：「一盏茶，一锅暖」，大家看行不行？'),
      at(30, 'wugang', '👍 我喜欢'),
    ],
  },
  {
    title: '店长群',
    members: ['linxiaoyu', 'hechao', 'chenjie', 'zhaomin', 'gaoyang', 'wangchaxiang', 'xudan'],
    announcement: '周报每周日 20:00 前提交。',
    lines: [
      at(4 * DAY, 'linxiaoyu', '上周三店合计营业额 41.6 万，环比 +6.2%。滨江店外卖增长最快。'),
      at(4 * DAY - 15, 'zhaomin', '外卖主要是午市套餐，写字楼复购高。'),
      at(2 * DAY, 'hechao', '巡店发现：城西店消防通道堆了纸箱，已拍照，今天清掉。'),
      at(2 * DAY - 10, 'gaoyang', '已清理，抱歉。'),
      at(300, 'xudan', '元旦排班表请在周五前报给我。'),
      at(240, 'chenjie', '西湖店两位同事想换班，我协调好再报。'),
      at(45, 'linxiaoyu', '三家店一起做会员日，定在下月 8 号，有问题今天说。'),
    ],
  },
  {
    title: '客户服务',
    members: ['zhouzhou', 'xiaohan', 'dengjia', 'qianduo', 'linxiaoyu', 'zhengshuang'],
    lines: [
      at(DAY + 200, 'xiaohan', '昨天接待 38 位客人，2 条差评都已回访。一条是上菜慢，一条是茶凉了。'),
      at(DAY + 190, 'zhouzhou', '茶凉那位是老客人张女士，我打过电话，送了一张茶点券。'),
      at(DAY + 100, 'linxiaoyu', '处理得好。以后茶壶下面加保温座，各店这周到货。'),
      at(150, 'dengjia', '有客人问能不能开专票，抬头怎么发？'),
      at(145, 'qianduo', '让客人扫小票上的码自己填，财务当天开。'),
      at(15, 'zhouzhou', '下午有一家公司来谈年会包场，60 人，我约在西湖店。'),
      at(5, 'xiaohan', '好，包场菜单和报价我备好了。'),
    ],
  },
  {
    title: '',
    members: ['linxiaoyu', 'wangchaxiang'],
    lines: [
      at(DAY + 30, 'wangchaxiang', '小雨，城西店的租约下月到期，续不续你怎么看？'),
      at(DAY + 10, 'linxiaoyu', '我倾向续，但要谈减租。近半年客流降了 11%，数据我整理好发您。'),
      at(50, 'wangchaxiang', '好，明早 10 点一起过一下。'),
    ],
  },
  {
    title: '',
    members: ['wugang', 'chenjie'],
    lines: [
      at(DAY, 'wugang', '店长，周三想调休一天，家里有事。'),
      at(DAY - 5, 'chenjie', '可以，让唐伟顶一下备料，交接写清楚。'),
      at(40, 'wugang', '谢谢店长，交接单放你桌上了。'),
    ],
  },
  {
    title: '',
    members: ['zhouzhou', 'linxiaoyu'],
    lines: [
      at(200, 'linxiaoyu', '试菜想请 10 位老客人，名单你来挑？'),
      at(190, 'zhouzhou', '没问题，优先请常来西湖店的，今天发邀请。'),
      at(12, 'zhouzhou', '已确认 7 位，其余明天上午答复。'),
    ],
  },
];
