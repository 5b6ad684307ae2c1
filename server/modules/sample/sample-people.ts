// 茶香餐饮: a chain of tea restaurants, forty people in eight departments. Everybody is made up.
export const departments = [
  '总经理办公室',
  '门店运营部',
  '市场与客户部',
  '产品研发部',
  '采购与供应链',
  '中央厨房',
  '人力与行政部',
  '财务部',
] as const;
export type DepartmentName = (typeof departments)[number];

export interface SamplePerson {
  userid: string;
  name: string;
  department: DepartmentName;
  position: string;
  leads?: true;
}

const of = (department: DepartmentName, ...lines: string[]): SamplePerson[] =>
  lines.map((line, i) => {
    const [userid, name, position] = line.split(' ') as [string, string, string];
    return { userid, name, department, position, ...(i === 0 ? { leads: true as const } : {}) };
  });

/** The first of each department leads it. */
export const people: readonly SamplePerson[] = [
  ...of('总经理办公室', 'luqingyuan 陆清源 创始人', 'shenjiahe 沈嘉禾 总经理助理'),
  ...of(
    '门店运营部',
    'guwenting 顾文婷 运营总监',
    'tangyichen 唐一辰 东区督导',
    'heruoxi 何若溪 西区督导',
    'penghao 彭浩 静安店店长',
    'luosiyu 罗思雨 徐汇店店长',
    'xiezhiyuan 谢致远 浦东店店长',
    'hanmengjie 韩梦洁 静安店领班',
    'fengle 冯乐 徐汇店领班',
    'dengxinyi 邓欣怡 浦东店领班',
    'caojunkai 曹俊楷 静安店茶艺师',
    'yuanshan 袁珊 徐汇店茶艺师',
    'jiangboyu 蒋博宇 浦东店茶艺师',
  ),
  ...of(
    '市场与客户部',
    'songyake 宋雅可 市场经理',
    'linzhixia 林知夏 大客户顾问',
    'duyifan 杜一凡 大客户顾问',
    'yejing 叶静 品牌设计',
    'weizihan 魏子涵 会员运营',
    'lvmingze 吕明泽 新媒体编辑',
  ),
  ...of(
    '产品研发部',
    'suwanqing 苏婉清 研发主管',
    'qianhaoran 钱浩然 茶饮研发师',
    'fangxiaoman 方小满 点心研发师',
    'shiyunfei 石云飞 品控专员',
  ),
  ...of(
    '采购与供应链',
    'yaojianguo 姚建国 供应链经理',
    'shaolan 邵岚 茶叶采购',
    'wanpeng 万鹏 包材采购',
    'qinyue 秦悦 物流调度',
    'ruanjing 阮静 仓库主管',
  ),
  ...of(
    '中央厨房',
    'baidaming 白大明 厨师长',
    'kongxiang 孔祥 生产主管',
    'zhaitingting 翟婷婷 面点师',
    'moyunlong 莫云龙 熟食师',
    'shangguanyi 上官毅 设备维护',
  ),
  ...of('人力与行政部', 'liangshuhui 梁舒慧 人力经理', 'haosiqi 郝思琪 招聘专员', 'jinpeiyu 金佩瑜 行政专员'),
  ...of('财务部', 'dingxuefeng 丁雪峰 财务经理', 'yuyatong 余雅彤 会计', 'xiachen 夏晨 出纳'),
];

/** Those whose passwords are printed. */
export const guides = [
  { role: 'owner', userid: 'luqingyuan' },
  { role: 'manager', userid: 'guwenting' },
  { role: 'employee', userid: 'hanmengjie' },
  { role: 'seller', userid: 'linzhixia' },
] as const;
