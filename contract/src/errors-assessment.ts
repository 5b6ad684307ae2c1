// Errors of assessment and objectives.
export const assessmentErrors = {
  'assessment.template_not_found': {
    status: 404,
    en: 'This form does not exist or is no longer used',
    zh: '考核表不存在或已停用',
  },
  'assessment.bad_form': {
    status: 400,
    en: 'Weights must add up to 100 %, and grades must reach down to 0',
    zh: '权重合计须为 100%，等级须覆盖到 0 分',
  },
  'assessment.bad_stages': {
    status: 400,
    en: 'Stages must follow each other, with the leader’s, calibration and publishing among them',
    zh: '阶段须按顺序排列，且包含上级评、校准与公布',
  },
  'assessment.cycle_not_found': {
    status: 404,
    en: 'This cycle does not exist, or you have no part in it',
    zh: '考核周期不存在，或与你无关',
  },
  'assessment.not_a_draft': { status: 409, en: 'This cycle has begun', zh: '考核已启动，不能再修改' },
  'assessment.not_running': { status: 409, en: 'This cycle is not running', zh: '考核尚未启动或已结束' },
  'assessment.nobody': { status: 409, en: 'Nobody is in this cycle', zh: '考核范围内没有人员' },
  'assessment.wrong_stage': {
    status: 409,
    en: 'This is not possible in the present stage',
    zh: '当前阶段不能这样操作',
  },
  'assessment.unfinished': {
    status: 409,
    en: '{count} must still be finished, or excused',
    zh: '还有 {count} 份未完成，请先完成或免除',
  },
  'assessment.publish_first': { status: 409, en: 'Publish the results first', zh: '请先公布结果' },
  'assessment.no_score': {
    status: 409,
    en: '{count} people have no result yet',
    zh: '还有 {count} 人没有得分',
  },
  'assessment.shares': {
    status: 409,
    en: 'The grades lie outside the shares agreed on; give a reason to publish nevertheless',
    zh: '等级分布超出约定比例，如仍要公布请填写原因',
  },
  'assessment.unknown_member': {
    status: 404,
    en: 'This colleague does not exist, or is not in this cycle',
    zh: '成员不存在，或不在本次考核中',
  },
  'assessment.spoke_already': {
    status: 409,
    en: 'They have answered about this person as a colleague, and stay one of those who did',
    zh: '该成员已作为同事评价过此人，不能再改为上级评价',
  },
  'assessment.own_result': {
    status: 403,
    en: 'Nobody changes their own result',
    zh: '不能修改自己的考核结果',
  },
  'assessment.review_not_found': {
    status: 404,
    en: 'This form does not exist, or is not yours to fill in',
    zh: '考核表不存在，或不由你填写',
  },
  'assessment.submitted': {
    status: 409,
    en: 'This form was handed in already',
    zh: '这份考核表已提交',
  },
  'assessment.bad_answer': {
    status: 400,
    en: 'Some indicators have no score, or one outside their scale',
    zh: '有指标未评分，或评分超出范围',
  },
  'assessment.result_not_found': { status: 404, en: 'There is no result to see', zh: '没有可查看的结果' },
  'assessment.appealed': {
    status: 409,
    en: 'An appeal against this result was made already',
    zh: '已对该结果提出过申诉',
  },
  'assessment.start_there': {
    status: 409,
    en: 'Appeals are made from the result they are about',
    zh: '请在考核结果中提出申诉',
  },
  'assessment.objective_not_found': {
    status: 404,
    en: 'This objective does not exist, or is not yours to change',
    zh: '目标不存在，或你无权修改',
  },
  'assessment.aligned_in_circle': {
    status: 409,
    en: 'These objectives would serve each other in a circle',
    zh: '目标之间不能循环对齐',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;
