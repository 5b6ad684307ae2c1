// Errors around accounts elsewhere.
export const channelsErrors = {
  'channels.unknown_kind': { status: 400, en: 'There is no such kind of channel', zh: '没有这种渠道' },
  'channels.field_missing': {
    status: 400,
    en: 'Some fields of this channel are missing',
    zh: '渠道信息未填写完整',
  },
  'channels.account_not_found': { status: 404, en: 'This channel does not exist', zh: '渠道不存在' },
  'channels.not_connected': {
    status: 409,
    en: 'This customer cannot be reached through this channel',
    zh: '无法通过该渠道联系此客户',
  },
  'channels.window_closed': {
    status: 409,
    en: 'The time in which this channel lets us answer is over; the customer has to write first',
    zh: '已超过该渠道允许回复的时间，需客户先发消息',
  },
  'channels.count_used': {
    status: 409,
    en: 'This channel takes no more messages until the customer writes again',
    zh: '已达该渠道回复条数上限，需客户再次发消息',
  },
  'channels.refused': { status: 409, en: 'The channel refused this message', zh: '渠道拒绝了这条消息' },
  'channels.transfer_refused': {
    status: 409,
    en: 'The customer, or the other side, wants to stay with the old member',
    zh: '客户或对方平台拒绝了交接',
  },
  'channels.transfer_full': {
    status: 409,
    en: 'The new member has as many customers there as they may',
    zh: '接替成员在对方平台的客户数已满',
  },
  'channels.unsure': {
    status: 409,
    en: 'The channel did not say whether it took this message; it is not sent a second time',
    zh: '渠道未确认是否收到，为避免重复不再重发',
  },
  'channels.by_hand': {
    status: 409,
    en: 'In WeCom only the member can answer, in the WeCom app itself',
    zh: '企业微信中的单聊只能由成员在企业微信里亲自回复',
  },
  'channels.not_confirmed': {
    status: 409,
    en: 'The member did not send this over there',
    zh: '成员未在对方客户端确认发送',
  },
  'channels.unfit_kind': {
    status: 409,
    en: 'This channel does not carry this kind of message',
    zh: '该渠道不支持此类消息',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;
