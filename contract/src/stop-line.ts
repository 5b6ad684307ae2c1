/** How every marketing message ends: how to hear no more of them. Our own page shows it as a button. */
export const stopLine = {
  zh: '不想再收到推广消息，请回复 TD',
  en: 'Reply STOP to hear no more offers',
} as const;
