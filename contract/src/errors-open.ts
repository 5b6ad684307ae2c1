// Errors of the open platform: apps, their messages and cards, robots, callbacks.
export const openErrors = {
  'apps.app_not_found': { status: 404, en: 'This app does not exist', zh: '应用不存在' },
  'apps.media_not_found': {
    status: 404,
    en: 'This media file does not exist or has expired',
    zh: '素材不存在或已过期',
  },
  'apps.bad_address': {
    status: 400,
    en: 'This is not an address or a range of addresses',
    zh: 'IP 地址或网段格式不正确',
  },
  'apps.built_in': { status: 409, en: 'This app belongs to the company itself', zh: '内置应用不能这样修改' },
  'talk.no_such_button': { status: 404, en: 'This card has no such button', zh: '卡片上没有这个按钮' },
  'talk.card_done': { status: 409, en: 'You have answered this card already', zh: '你已处理过这张卡片' },
  'talk.choose_first': { status: 400, en: 'Choose first', zh: '请先选择' },
  'talk.task_taken': {
    status: 409,
    en: 'A card with this task id was sent before',
    zh: '该任务编号已被使用',
  },
  'talk.message_not_found': { status: 404, en: 'This message does not exist', zh: '消息不存在' },
  'talk.too_late': {
    status: 409,
    en: 'Only messages of the last 24 hours are recalled',
    zh: '只能撤回 24 小时内的消息',
  },
  'talk.bad_code': { status: 400, en: 'The response code is wrong, used or expired', zh: '响应码无效' },
  'talk.nobody': { status: 400, en: 'Nobody named here can be reached', zh: '没有可送达的成员' },
  'talk.chat_taken': { status: 409, en: 'This chat id is in use', zh: '该群聊编号已被使用' },
  'talk.chat_not_found': { status: 404, en: 'There is no such chat', zh: '群聊不存在' },
  'talk.not_your_chat': { status: 403, en: 'Another app made this chat', zh: '该群聊由其他应用创建' },
  'talk.chat_size': { status: 400, en: 'A chat has 2 to 2,000 members', zh: '群聊成员数须为 2 至 2000' },
  'robots.not_found': { status: 404, en: 'There is no such robot here', zh: '没有这个机器人' },
  'robots.too_many': { status: 409, en: 'A chat has 20 robots at most', zh: '一个群最多添加 20 个机器人' },
  'callbacks.unknown_app': { status: 404, en: 'This app does not exist', zh: '应用不存在' },
  'callbacks.not_proved': {
    status: 422,
    en: 'The address did not answer the check as it should: within a second, with the decrypted text and nothing else',
    zh: '回调地址校验未通过：须在 1 秒内原样返回解密后的明文',
  },
  'callbacks.private_address': {
    status: 422,
    en: 'The address lies in a private network; whoever operates this installation can allow it with OUTSIDE_ALLOW',
    zh: '回调地址位于内网，需由部署者通过 OUTSIDE_ALLOW 放行',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;
