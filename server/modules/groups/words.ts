// What groups say by themselves, to customers and to owners.
export const said = {
  zh: {
    faults: { link: '群内不允许发送链接', banned: '消息含有不允许的词', flood: '发言太频繁' },
    warned: (name: string, why: string) => `${name}的消息已被移除：${why}。再次违规将被移出群聊`,
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
    warned: (name: string, why: string) =>
      `A message of ${name} was taken away: ${why}. Next time they are removed from the group`,
    speaker: 'Customer groups',
    removed: (name: string, group: string) => `${name} was removed from “${group}”`,
    open: 'Open',
  },
};
