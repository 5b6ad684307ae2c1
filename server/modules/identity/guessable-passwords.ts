// The words that leaked password lists are made of. A password that is one of them, dressed up with digits, marks or
// look-alike letters, is refused: these few hundred words stand for many thousand entries of such lists.
const words = `
123456 1234567 12345678 123456789 1234567890 0123456789 987654321 111111 000000 222222 333333 555555 666666 777777 888888 999999
123123 123321 112233 121212 123qwe 1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3r4 1qaz2wsx 1qazxsw2 zaq12wsx qazwsx qazwsxedc qwe123 qweasd
qweasdzxc asd123 asdasd asdfgh asdfghjkl asdf zxcvbn zxcvbnm zxcv qwerty qwertyui qwertyuiop qwer qwertz azerty poiuytrewq
password passw0rd pass passwd passphrase mypassword newpassword letmein welcome login admin administrator root user guest test
testing tester demo default changeme change secret master manager system server oracle mysql postgres database cisco public private
abc abcd abcdef abcdefg abc123 a1b2c3 a1b2c3d4 aa123456 a123456 a12345 woaini woaini1314 woaini520 iloveyou iloveu loveyou love
5201314 1314520 521521 520520 7758521 woaiwojia wodemima mima woaizhongguo zhongguo china beijing shanghai guangzhou shenzhen
wang wangwei zhang zhangwei li liwei chen liu yang huang zhao baobao laopo laogong mama baba xiaoming tiancai nihao meimei
dragon monkey tiger lion shadow sunshine princess superman batman spiderman ironman starwars pokemon naruto football baseball
basketball soccer hockey tennis golf michael jordan jordan23 daniel charlie jessica ashley michelle thomas robert george andrew
joshua matthew anthony william maggie buster pepper ginger cookie chocolate cheese banana orange apple lemon cherry flower summer
winter spring autumn monday friday january december freedom whatever trustno1 killer hunter ranger harley mustang ferrari porsche
mercedes corvette yankees cowboys eagles phoenix diamond silver golden purple yellow computer internet samsung nokia iphone android
google facebook twitter instagram tencent qq wechat weixin dingtalk feishu wecom alibaba taobao baidu huawei xiaomi microsoft windows
linux ubuntu company office work business sales finance human resources corp enterprise teahouse chaguan hello hello123 hi goodluck
lovely angel baby sweet honey family friend forever happy lucky money jesus christ god heaven matrix access secure security
`
  .trim()
  .split(/\s+/);

const common = new Set(words);
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890', 'abcdefghijklmnopqrstuvwxyz'];

/** Whether a password is, apart from case, look-alike letters and what hangs on either end, among the first anyone would try. */
export function isGuessable(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size <= 2) return true;
  return [plain, plain.replaceAll(/^[\W_]+|[\W_]+$/g, ''), plain.replaceAll(/^[\W\d_]+|[\W\d_]+$/g, '')].some(
    (core) => [core, spelledOut(core)].some((word) => common.has(word) || repeats(word) || isRun(word)),
  );
}

/** Look-alikes as the letters they stand for: p@ssw0rd. */
const spelledOut = (text: string) => text.replaceAll(/[@$!013]/g, (c) => alike[c] ?? c);
const alike: Record<string, string> = { '@': 'a', $: 's', '!': 'i', '0': 'o', '1': 'l', '3': 'e' };

/** 'abcabcabc' is as good as 'abc'. */
function repeats(text: string): boolean {
  for (let size = 1; size <= text.length / 2; size++)
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return size <= 4;
  return false;
}

/** A stretch of the keyboard or the alphabet, in either direction. */
function isRun(text: string): boolean {
  if (text.length < 4) return false;
  return rows.some((row) => row.includes(text) || Array.from(row).toReversed().join('').includes(text));
}
