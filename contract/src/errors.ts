import { officeErrors } from './errors-office.ts';
import { assessmentErrors } from './errors-assessment.ts';
import { expensesErrors } from './errors-expenses.ts';
import { openErrors } from './errors-open.ts';
import { customersErrors } from './errors-customers.ts';
import { outreachErrors } from './errors-outreach.ts';
import { channelsErrors } from './errors-channels.ts';
import { invoicesErrors } from './errors-invoices.ts';

// Every error the product can raise: code -> HTTP status and the sentence a person reads, in both languages.
export const errors = {
  'common.invalid_input': { status: 400, en: 'Some fields are not right', zh: '有些内容填写不正确' },
  'common.not_signed_in': { status: 401, en: 'Please sign in first', zh: '请先登录' },
  'common.not_allowed': { status: 403, en: 'You may not do this', zh: '你没有权限这样做' },
  'common.not_found': { status: 404, en: 'There is nothing here', zh: '这里什么也没有' },
  'common.confirm_first': {
    status: 403,
    en: 'Please confirm that it is you',
    zh: '请先验证身份',
  },
  'common.second_factor_needed': {
    status: 403,
    en: 'Your company asks for a second factor; please set one up first',
    zh: '公司要求两步验证，请先完成设置',
  },
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
  'common.token_unknown': {
    status: 401,
    en: 'This token is not known, or was taken back; ask for another one',
    zh: '令牌无效或已作废，请重新获取',
  },
  'common.token_expired': {
    status: 401,
    en: 'This token has expired; ask for another one',
    zh: '令牌已过期，请重新获取',
  },
  'common.app_off': { status: 403, en: 'This app is switched off', zh: '应用已停用' },
  'common.app_elsewhere': {
    status: 403,
    en: 'This app may not call from this address',
    zh: '当前 IP 不在该应用的允许范围内',
  },
  'common.not_for_apps': {
    status: 403,
    en: 'This call is not open to apps',
    zh: '该接口不对应用开放',
  },
  'common.scope_missing': {
    status: 403,
    en: 'The app lacks the scope {scope}',
    zh: '应用缺少权限 {scope}',
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

  'joining.link_not_found': {
    status: 404,
    en: 'This link does not exist or is closed',
    zh: '邀请链接不存在或已关闭',
  },
  'joining.request_not_found': { status: 404, en: 'This request does not exist', zh: '加入申请不存在' },
  'joining.already_decided': { status: 409, en: 'Somebody has decided this already', zh: '该申请已被处理' },
  'joining.needs_contact': { status: 400, en: 'Give a mobile or an email', zh: '请填写手机号或邮箱' },

  'directory.member_not_found': {
    status: 404,
    en: 'This member does not exist, or you may not see them',
    zh: '成员不存在，或你无权查看',
  },
  'directory.department_not_found': {
    status: 404,
    en: 'This department does not exist, or you may not see it',
    zh: '部门不存在，或你无权查看',
  },
  'directory.outside_scope': {
    status: 403,
    en: 'This lies outside the departments you administer',
    zh: '超出你的管理范围',
  },
  'directory.needs_owner': {
    status: 403,
    en: 'Only the owner may change an administrator like this',
    zh: '只有企业所有者可以这样变更管理员',
  },
  'directory.userid_taken': { status: 409, en: 'This account name is taken', zh: '该账号已被使用' },
  'directory.mobile_taken': {
    status: 409,
    en: 'Another member has this mobile',
    zh: '该手机号已被其他成员使用',
  },
  'directory.email_taken': { status: 409, en: 'Another member has this email', zh: '该邮箱已被其他成员使用' },
  'directory.bad_mobile': { status: 400, en: 'This is not a mobile number', zh: '手机号格式不正确' },
  'directory.bad_email': { status: 400, en: 'This is not an email address', zh: '邮箱格式不正确' },
  'directory.since_after_end': {
    status: 400,
    en: 'The first day of work is after the last one',
    zh: '入职日期晚于离职日期',
  },
  'directory.manager_cycle': {
    status: 409,
    en: 'This person reports to the member, directly or through others',
    zh: '该上级是此成员的下属，会形成循环',
  },
  'directory.department_cycle': {
    status: 409,
    en: 'A department cannot move below itself',
    zh: '部门不能移动到自己的下级',
  },
  'directory.department_name_taken': {
    status: 409,
    en: 'There is a department of this name here already',
    zh: '同级下已有同名部门',
  },
  'directory.department_no_taken': {
    status: 409,
    en: 'Another department has this number',
    zh: '部门编号已被使用',
  },
  'directory.department_not_empty': {
    status: 409,
    en: 'Move its members and sub-departments away first',
    zh: '请先移走部门内的成员和子部门',
  },
  'directory.root_stays': {
    status: 409,
    en: 'The company itself cannot be moved, hidden or removed',
    zh: '根部门不能移动、隐藏或删除',
  },
  'directory.wrong_status': {
    status: 409,
    en: "The member's present status does not allow this",
    zh: '成员当前状态不允许此操作',
  },
  'directory.custom_value': {
    status: 400,
    en: 'A custom field does not fit its kind',
    zh: '自定义字段的内容与类型不符',
  },
  'directory.department_full': {
    status: 409,
    en: 'This department holds as many as it may',
    zh: '部门节点数已达上限',
  },
  'directory.tag_full': { status: 409, en: 'This tag holds as many as it may', zh: '标签节点数已达上限' },
  'directory.field_not_found': { status: 404, en: 'There is no such custom field', zh: '没有这个自定义字段' },
  'directory.tag_not_found': { status: 404, en: 'There is no such tag', zh: '没有这个标签' },
  'directory.tag_no_taken': { status: 409, en: 'Another tag has this number', zh: '标签编号已被使用' },
  'directory.name_taken': { status: 409, en: 'This name is in use', zh: '该名称已被使用' },
  'directory.import_not_found': { status: 404, en: 'This import does not exist', zh: '导入记录不存在' },
  'directory.import_unreadable': {
    status: 400,
    en: 'This file is not a readable XLSX or CSV table',
    zh: '无法识别该文件，请使用 XLSX 或 CSV 表格',
  },
  'directory.import_no_header': {
    status: 400,
    en: 'No header row with a name column was found',
    zh: '未找到包含“姓名”列的表头',
  },
  'directory.import_too_large': { status: 413, en: 'The file is too large', zh: '文件过大' },
  'directory.import_faulty': {
    status: 409,
    en: 'Some cells are faulty; nothing was imported',
    zh: '表格中存在错误，未导入任何内容',
  },
  'directory.import_under_way': {
    status: 409,
    en: 'This import has been started already',
    zh: '该导入已开始执行',
  },

  'identity.wrong_password': { status: 401, en: 'Account or password is wrong', zh: '账号或密码不正确' },
  'identity.locked': {
    status: 429,
    en: 'Too many wrong tries; please wait a few minutes',
    zh: '错误次数过多，请几分钟后再试',
  },
  'identity.already_set_up': {
    status: 409,
    en: 'This installation already has a company',
    zh: '系统已经完成初始化',
  },
  'identity.weak_password': {
    status: 400,
    en: 'This password is too easy to guess',
    zh: '密码过于简单，请换一个',
  },
  'identity.way_not_allowed': {
    status: 403,
    en: 'Your company does not allow this way of signing in',
    zh: '公司不允许使用这种登录方式',
  },
  'identity.no_reset_by_mail': {
    status: 409,
    en: 'No mail is sent here; please ask an administrator for a reset link',
    zh: '这里不发送邮件，请向管理员要一个重置链接',
  },
  'identity.reset_asked_often': {
    status: 429,
    en: 'A link was asked for several times; look into your mail, or try again in an hour',
    zh: '已多次申请，请查看邮箱里的链接，或一小时后再试',
  },
  'identity.wrong_code': { status: 401, en: 'This code is wrong or used up', zh: '验证码不正确或已使用' },
  'identity.totp_in_use': {
    status: 409,
    en: 'An authenticator app is already set up; remove it first',
    zh: '已绑定验证器，请先移除',
  },
  'identity.wrong_passkey': {
    status: 401,
    en: 'This passkey was not accepted',
    zh: '通行密钥验证未通过',
  },
  'identity.ticket_expired': {
    status: 410,
    en: 'This took too long; please start again',
    zh: '操作已超时，请重新开始',
  },
  'identity.session_not_found': { status: 404, en: 'This session has ended', zh: '该登录会话已结束' },
  'identity.passkey_not_found': { status: 404, en: 'This passkey does not exist', zh: '通行密钥不存在' },
  'identity.last_factor': {
    status: 409,
    en: 'Your company asks for a second factor; add another one first',
    zh: '公司要求两步验证，请先添加其他验证方式',
  },
  'identity.no_factor': {
    status: 409,
    en: 'Set up a second factor first',
    zh: '请先设置两步验证',
  },
  'identity.unknown_member': {
    status: 404,
    en: 'This person does not exist, or is not yours to administer',
    zh: '成员不存在，或不在你的管理范围内',
  },
  'identity.unknown_department': { status: 404, en: 'This department does not exist', zh: '部门不存在' },
  'identity.only_owner': { status: 403, en: 'Only an owner may do this', zh: '只有所有者可以这样做' },
  'identity.not_own_role': {
    status: 403,
    en: 'Nobody changes their own roles',
    zh: '不能修改自己的管理角色',
  },
  'identity.roles_apart': {
    status: 409,
    en: 'System, security and audit administration are kept in different hands',
    zh: '系统、安全、审计三种管理员须由不同的人担任',
  },
  'identity.last_owner': {
    status: 409,
    en: 'A company needs an owner; hand it over first',
    zh: '公司至少需要一位所有者，请先移交',
  },
  'identity.shuts_you_out': {
    status: 409,
    en: 'With these settings you could not get in yourself',
    zh: '按此设置你自己将无法登录管理后台',
  },
  'identity.needs_whole_company': {
    status: 403,
    en: 'This needs a role for the whole company',
    zh: '需要全公司范围的管理权限',
  },
  'identity.sso_unreachable': {
    status: 422,
    en: 'The identity provider does not answer as it should',
    zh: '无法连接身份提供方，或其返回不符合规范',
  },
  'identity.sso_needs_secret': {
    status: 400,
    en: 'The client secret is missing',
    zh: '缺少客户端密钥',
  },

  ...officeErrors,
  ...expensesErrors,
  ...assessmentErrors,
  ...openErrors,
  ...customersErrors,
  ...outreachErrors,
  ...channelsErrors,
  ...invoicesErrors,
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type ErrorCode = keyof typeof errors;
