// Every error the product can raise: code -> HTTP status and the sentence a person reads, in both languages.
export const errors = {
  'common.invalid_input': { status: 400, en: 'Some fields are not right', zh: '有些内容填写不正确' },
  'common.not_signed_in': { status: 401, en: 'Please sign in first', zh: '请先登录' },
  'common.not_allowed': { status: 403, en: 'You may not do this', zh: '你没有权限这样做' },
  'common.not_found': { status: 404, en: 'There is nothing here', zh: '这里什么也没有' },
  'common.foreign_origin': {
    status: 403,
    en: 'This request came from another site',
    zh: '请求来自其他网站，已拒绝',
  },
  'common.too_many': {
    status: 429,
    en: 'Too many requests; please wait a moment',
    zh: '操作太频繁，请稍候再试',
  },
  'common.disk_full': {
    status: 507,
    en: 'The disk is full; reading still works',
    zh: '磁盘已满，暂时只能查看',
  },
  'common.busy': { status: 503, en: 'The server is busy; please try again', zh: '服务器繁忙，请重试' },
  'common.internal': { status: 500, en: 'Something broke on our side', zh: '我们这边出了点问题' },

  'messaging.chat_not_found': {
    status: 404,
    en: 'This chat does not exist, or you are not in it',
    zh: '会话不存在，或你不在其中',
  },
  'messaging.chat_archived': { status: 409, en: 'This chat has been dissolved', zh: '群聊已解散' },
  'messaging.only_admins_post': {
    status: 403,
    en: 'Only group admins may post here',
    zh: '本群仅管理员可发言',
  },
  'messaging.message_not_found': { status: 404, en: 'This message does not exist', zh: '消息不存在' },
  'messaging.not_yours': { status: 403, en: 'Only the sender may do this', zh: '只有发送者可以这样做' },
  'messaging.too_late': { status: 409, en: 'The time for this has passed', zh: '已超过可操作的时间' },
  'messaging.recalled': { status: 409, en: 'This message was recalled', zh: '消息已撤回' },
  'messaging.needs_admin': {
    status: 403,
    en: 'Only the group owner or an admin may do this',
    zh: '只有群主或群管理员可以这样做',
  },
  'messaging.mention_all_denied': {
    status: 403,
    en: 'Only group admins may mention everyone',
    zh: '仅群主和管理员可以@所有人',
  },
  'messaging.group_full': {
    status: 409,
    en: 'A group holds at most 5,000 members',
    zh: '群成员最多 5000 人',
  },
  'messaging.owner_must_hand_over': {
    status: 409,
    en: 'Hand the group to someone else first',
    zh: '请先转让群主',
  },
  'messaging.follows_directory': {
    status: 409,
    en: 'This group follows its department; change the directory instead',
    zh: '本群成员跟随部门，请在通讯录中调整',
  },
  'messaging.unknown_member': {
    status: 404,
    en: 'Some of these people cannot be reached',
    zh: '部分成员不存在或不可见',
  },
  'files.not_found': {
    status: 404,
    en: 'This file does not exist, or you may not see it',
    zh: '文件不存在，或你无权查看',
  },
  'files.upload_not_found': {
    status: 404,
    en: 'This upload does not exist any more; please start again',
    zh: '上传任务已失效，请重新上传',
  },
  'files.wrong_offset': {
    status: 409,
    en: 'Some bytes before these have not arrived; go on from where the upload stands',
    zh: '前面的内容尚未收到，请从已上传的位置继续',
  },
  'files.too_many_bytes': {
    status: 400,
    en: 'More bytes arrived than the file was said to have',
    zh: '收到的内容超过了声明的文件大小',
  },
  'files.no_preview': { status: 404, en: 'This file has no preview', zh: '该文件没有预览图' },
  'files.not_a_picture': {
    status: 409,
    en: 'This file is not a picture that can be shown',
    zh: '该文件不是可显示的图片',
  },

  'identity.wrong_password': { status: 401, en: 'Account or password is wrong', zh: '账号或密码不正确' },
  'identity.locked': {
    status: 429,
    en: 'Too many wrong tries; please wait a few minutes',
    zh: '错误次数过多，请几分钟后再试',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type ErrorCode = keyof typeof errors;
