/** Told once to whoever stopped. */
export const stoppedLine = {
  zh: '已退订，之后不会再收到推广消息。服务消息不受影响。',
  en: 'Done: no more offers. Messages about your own matters still arrive.',
} as const;

/** A message that says nothing but "stop". */
export const asksToStop = (text: string): boolean =>
  /^(td|t|退订|拒收|不要再发|取消订阅|stop|unsubscribe)[。.!！]?$/i.test(text.trim());
