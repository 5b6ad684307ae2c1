// Errors around broadcasts and the send gateway.
export const outreachErrors = {
  'moments.moment_not_found': {
    status: 404,
    en: 'This moment does not exist, or you have nothing to do with it',
    zh: '朋友圈不存在，或与你无关',
  },
  'moments.comment_not_found': { status: 404, en: 'This comment does not exist', zh: '评论不存在' },
  'moments.bad_content': {
    status: 400,
    en: 'A moment has words, and up to nine images, or one video, or one link',
    zh: '朋友圈需有文字，或最多 9 张图片、1 个视频、1 个链接之一',
  },
  'moments.nobody': { status: 400, en: 'Choose who is to publish it', zh: '请选择发表人' },
  'moments.not_automatic': {
    status: 403,
    en: 'This company has members confirm before anything appears in their name',
    zh: '企业要求成员确认后才能以其名义发表',
  },
  'moments.published': { status: 409, en: 'You have published this already', zh: '你已发表过' },
  'moments.not_open': {
    status: 409,
    en: 'This moment cannot be published now: its time has not come, or is over',
    zh: '当前不能发表：未到时间，或已结束',
  },
  'moments.withdrawn': { status: 409, en: 'This moment was taken back', zh: '朋友圈已撤回' },
  'outreach.group_post_not_found': {
    status: 404,
    en: 'This group broadcast does not exist, or is not yours',
    zh: '群群发不存在，或不归你管理',
  },
  'outreach.broadcast_not_found': {
    status: 404,
    en: 'This broadcast does not exist, or is not yours',
    zh: '群发不存在，或不归你管理',
  },
  'outreach.already_launched': {
    status: 409,
    en: 'This broadcast has been launched; it can be paused or stopped, not changed',
    zh: '群发已开始，只能暂停或停止，不能修改',
  },
  'outreach.cannot_move': {
    status: 409,
    en: 'This is not possible in the present state of the broadcast',
    zh: '群发当前状态下无法执行此操作',
  },
  'outreach.nobody': {
    status: 409,
    en: 'This audience has nobody in it',
    zh: '该受众范围内没有客户',
  },
  'outreach.channel_unknown': {
    status: 400,
    en: 'There is no such channel, or it does not carry this kind of content',
    zh: '渠道不存在，或不支持此类内容',
  },
  'outreach.too_few_rights': {
    status: 403,
    en: 'Only the outreach role writes to customers of others',
    zh: '只有客户触达角色可以向他人的客户群发',
  },
  'outreach.reminded': {
    status: 429,
    en: 'The members have been reminded three times in a day; let them breathe',
    zh: '24 小时内已提醒三次，请稍后再试',
  },
  'outreach.journey_not_found': {
    status: 404,
    en: 'This journey does not exist, or is not yours',
    zh: '客户旅程不存在，或不归你管理',
  },
  'outreach.bad_plan': {
    status: 400,
    en: 'Steps come in the order of their days and hours, and a tag is named where its giving is the beginning',
    zh: '步骤须按天数和时间先后排列；以打标签为起点时须选择标签',
  },
  'outreach.experiment_runs': {
    status: 409,
    en: 'An experiment is running already',
    zh: '已有实验正在进行',
  },
  'outreach.experiment_not_found': {
    status: 404,
    en: 'No such experiment is running',
    zh: '没有正在进行的这项实验',
  },
  'outreach.reason_needed': {
    status: 400,
    en: 'Say why customers may be written to more often; the reason is kept',
    zh: '放宽触达上限需要填写原因，原因会被记录',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;
