// A company as it would come out of another system: 420 members in 96 departments with heavy tails, and eleven planted faults.

export interface Company420 {
  /** header notes, headers and rows, as WeCom's import template has them */
  rows: string[][];
  /** the same company after somebody mended the faults */
  mended: string[][];
  /** what a preview must name: the row in the file, the header of the column, the code */
  faults: { row: number; column: string; code: string }[];
}

const HEADERS = [
  '姓名',
  '账号',
  '别名',
  '职务',
  '部门',
  '性别',
  '手机',
  '座机',
  '邮箱',
  '地址',
  '直属上级',
  '部门负责人',
];
const NOTES =
  '填写须知：1. 部门以“/”分隔上下级，多个部门以“;”分隔；2. 账号不可重复；3. 手机与邮箱至少填写一项。';
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玉兰红梅雪峰云飞龙凤鹏'];
const CITIES = ['杭州', '上海', '南京', '苏州', '宁波', '温州', '合肥', '无锡'];
const MEMBERS = 420;
const DEPARTMENTS = 96;

/** Always the same company for the same seed. `root` is its name, with which every path begins. */
export function company420(root = '茶馆', seed = 20): Company420 {
  const random = mulberry(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const paths = departmentPaths(root);
  // A few departments hold most people, as shops and headquarters do; each has at least one.
  const weights = paths.map((_, i) => 1 / (i + 1) ** 1.1);
  const total = weights.reduce((a, b) => a + b, 0);
  const heavy = () => {
    let at = random() * total;
    return paths[weights.findIndex((w) => (at -= w) <= 0)] ?? paths[0]!;
  };
  const leaders = new Map<string, string>();
  const names = new Map<string, number>();
  const people = Array.from({ length: MEMBERS }, (_, i) => {
    const name = pick(SURNAMES) + pick(GIVEN) + (random() < 0.7 ? pick(GIVEN) : '');
    names.set(name, (names.get(name) ?? 0) + 1);
    const userid = i % 7 === 0 ? String(i).padStart(5, '0') : `u${1000 + i}`;
    const home = i < DEPARTMENTS ? paths[i]! : heavy();
    const second = i >= DEPARTMENTS && random() < 0.12 ? heavy() : home;
    const leads = !leaders.has(home);
    const manager = leads ? leaders.get(parentOf(home)) : leaders.get(home);
    if (leads) leaders.set(home, userid);
    return [
      name,
      userid,
      random() < 0.1 ? `${pick(['Amy', 'Leo', 'Mia', 'Tom', 'Eva'])} ${i}` : '',
      leads ? '主管' : pick(['技师', '店员', '客服', '会计', '司机', '工程师']),
      second === home ? home : `${home};${second}`,
      pick(['男', '女', '']),
      `13${String(100_000_000 + i * 97_531).slice(-9)}`,
      random() < 0.3 ? `0571-8${String(1_000_000 + i)}` : '',
      `${userid}@teahouse.example`,
      random() < 0.4 ? `${pick(CITIES)}市建国路 ${1 + Math.floor(random() * 300)} 号` : '',
      manager ?? '',
      second === home ? (leads ? '是' : '否') : leads ? '是;否' : '否;否',
    ];
  });
  const head = [[NOTES], HEADERS];
  const mended = [...head, ...people.map((p) => [...p])];
  const faults: Company420['faults'] = [];
  const broken = people.map((p) => [...p]);
  const plant = (index: number, column: string, value: string, code: string) => {
    broken[index]![HEADERS.indexOf(column)] = value;
    faults.push({ row: index + head.length + 1, column, code });
  };
  const of = (index: number, column: string) => people[index]![HEADERS.indexOf(column)]!;
  plant(120, '手机', of(33, '手机'), 'duplicate_mobile');
  plant(140, '账号', of(34, '账号').toUpperCase(), 'duplicate_userid');
  plant(160, '邮箱', of(35, '邮箱').toUpperCase(), 'duplicate_email');
  plant(180, '部门', '不存在的中心/二组', 'missing_parent');
  plant(200, '部门', '不存在的部门', 'unknown_department');
  plant(220, '邮箱', 'zhang.wei@@teahouse', 'bad_email');
  plant(240, '手机', '1380013', 'bad_mobile');
  plant(260, '姓名', '', 'missing_name');
  plant(280, '部门', `${root}/市场部(主);${root}/财务部(主)`, 'two_main_departments');
  plant(300, '直属上级', 'nobody-99', 'unknown_manager');
  // Two colleagues who report to each other: the fault is named once, at the later one.
  broken[318]![HEADERS.indexOf('直属上级')] = of(320, '账号');
  plant(320, '直属上级', of(318, '账号'), 'manager_cycle');
  return { rows: [...head, ...broken], mended, faults };
}

/** Ten divisions, their teams and some shops below, four deep at most; the root is not among the 96. */
function departmentPaths(root: string): string[] {
  const tops = [
    '门店运营',
    '销售部',
    '市场部',
    '财务部',
    '客服中心',
    '技术部',
    '人力资源部',
    '采购部',
    '物流部',
    '总经办',
  ];
  const paths = tops.map((t) => `${root}/${t}`);
  for (const city of CITIES) paths.push(`${root}/门店运营/${city}区`);
  for (let i = 0; paths.length < DEPARTMENTS - 12; i++)
    paths.push(
      `${root}/门店运营/${CITIES[i % CITIES.length]}区/${CITIES[i % CITIES.length]}${1 + Math.floor(i / CITIES.length)}店`,
    );
  for (let i = 0; paths.length < DEPARTMENTS; i++)
    paths.push(`${root}/${tops[1 + (i % 6)]}/${'一二'[Math.floor(i / 6)]}组`);
  return paths;
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** Numbers in [0, 1) that are the same on every machine. */
function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
