// What groups say by themselves, to customers and to owners.
export const said = {
  zh: {
    faults: { link: '群内不允许发送链接', banned: '消息含有不允许的词', flood: '发言太频繁' },
    speaker: '客户群',
    removed: (name: string, group: string) => `${name}已被移出“${group}”`,
    open: '查看',
  },
  en: {
    faults: {
      link: 'links are not allowed here',
      banned: 'it holds words that are not allowed',
      flood: 'too many messages at once',
    },
    speaker: 'Customer groups',
    removed: (name: string, group: string) => `${name} was removed from “${group}”`,
    open: 'Open',
  },
};
