export const zh = {
  title: '设置',
  language: '语言',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  density: '密度',
  densityHint: '只影响这台设备；触屏上列表总是更高一些',
  densities: { comfortable: '宽松', cosy: '适中', compact: '紧凑' },
  choosePicture: '更换头像',
  removePicture: '移除头像',
  notAPicture: '这不是可以显示的图片',
  company: '企业',
  signOut: '退出登录',
  signOutSure: '退出登录？',
  signOutText: '本机上的消息缓存和草稿会被清除；未发出的消息也会丢失。',
  back: '返回',
};
export type SettingsWords = typeof zh;
