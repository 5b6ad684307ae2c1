export const zh = {
  title: '请先验证身份',
  text: '这项操作影响较大。验证后 10 分钟内不再询问。',
  way: '验证方式',
  ways: { password: '密码', totp: '验证器', passkey: '通行密钥', recovery: '恢复码' },
  password: '密码',
  totp: '验证器上的 6 位数字',
  recovery: '一个未用过的恢复码',
  passkeyText: '点击下方按钮，在设备上用指纹、面容或安全密钥确认。',
  passkeyStopped: '通行密钥验证没有完成，请重试或换一种方式',
  none: '你的账号没有可用于验证的方式。请退出后重新登录，再立即进行此操作。',
  cancel: '取消',
  prove: '验证',
};
export type StepUpWords = typeof zh;
