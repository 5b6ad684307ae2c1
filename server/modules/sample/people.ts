// A restaurant company to try the product with. The names are made up.

export const CORP = '茶香餐饮';

/** department -> the department above it ('' = the company itself) */
export const departments: readonly [name: string, above: string][] = [
  ['总经办', ''],
  ['门店运营', ''],
  ['西湖店', '门店运营'],
  ['滨江店', '门店运营'],
  ['城西店', '门店运营'],
  ['采购部', ''],
  ['市场部', ''],
  ['客户服务部', ''],
  ['财务部', ''],
  ['人事行政部', ''],
];

export interface SamplePerson {
  userid: string;
  name: string;
  department: string;
  position: string;
  leader?: true;
}

const of = (
  department: string,
  ...people: [userid: string, name: string, position: string, leader?: true][]
): SamplePerson[] =>
  people.map(([userid, name, position, leader]) => ({
    userid,
    name,
    department,
    position,
    ...(leader ? { leader } : {}),
  }));

/** The owner is made with the company; everybody else is here. */
export const people: readonly SamplePerson[] = [
  ...of('总经办', ['xudan', '许丹', '总经理助理']),
  ...of('门店运营', ['linxiaoyu', '林小雨', '运营总监', true], ['hechao', '何超', '运营督导']),
  ...of(
    '西湖店',
    ['chenjie', '陈洁', '店长', true],
    ['wugang', '吴刚', '厨师长'],
    ['luoting', '罗婷', '服务员'],
    ['tangwei', '唐伟', '服务员'],
    ['songyu', '宋雨', '收银员'],
  ),
  ...of(
    '滨江店',
    ['zhaomin', '赵敏', '店长', true],
    ['fengkai', '冯凯', '厨师'],
    ['yuanyuan', '袁媛', '服务员'],
    ['pengfei', '彭飞', '服务员'],
  ),
  ...of(
    '城西店',
    ['gaoyang', '高阳', '店长', true],
    ['maxiao', '马晓', '厨师'],
    ['jiangli', '蒋丽', '服务员'],
    ['shenbo', '沈波', '服务员'],
  ),
  ...of(
    '采购部',
    ['sunlei', '孙磊', '采购经理', true],
    ['duanqi', '段琪', '采购专员'],
    ['yaojing', '姚静', '仓库管理'],
  ),
  ...of(
    '市场部',
    ['zhengshuang', '郑霜', '市场经理', true],
    ['liuyang', '刘洋', '设计师'],
    ['caolin', '曹琳', '新媒体运营'],
  ),
  ...of(
    '客户服务部',
    ['xiaohan', '萧寒', '客服主管', true],
    ['zhouzhou', '周舟', '客户经理'],
    ['dengjia', '邓佳', '客服专员'],
    ['qianduo', '钱多', '客服专员'],
  ),
  ...of(
    '财务部',
    ['fanghua', '方华', '财务经理', true],
    ['kongxin', '孔欣', '会计'],
    ['bailu', '白露', '出纳'],
  ),
  ...of(
    '人事行政部',
    ['hanmei', '韩梅', '人事经理', true],
    ['weiran', '魏然', '行政专员'],
    ['shiyi', '石一', '培训专员'],
  ),
];

/** Through whose eyes to look: the owner, a manager, an employee, a seller. */
export const guides = [
  { who: 'owner', userid: 'wangchaxiang', name: '王茶香' },
  { who: 'manager', userid: 'linxiaoyu', name: '林小雨' },
  { who: 'employee', userid: 'wugang', name: '吴刚' },
  { who: 'seller', userid: 'zhouzhou', name: '周舟' },
] as const;
