export const zh = {
  title: '登录茶馆',
  welcome: '一壶茶，一屋人，好好说话。',
  login: '账号',
  loginHint: '邮箱、手机号或账号',
  password: '密码',
  signIn: '登录',
  chooseCorp: '这个账号属于多家企业，请选择',
  language: '语言',
};
export type IdentityWords = typeof zh;
