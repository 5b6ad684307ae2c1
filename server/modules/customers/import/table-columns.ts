/** The columns of customer tables, as written and as recognised in what others bring. By `id` a table that went out is known when it comes back. */
export const columns = [
  { key: 'name', zh: '姓名', also: /^(name|姓名|客户|客户名称|昵称|客户姓名)$/i },
  { key: 'mobile', zh: '手机', also: /^(mobile|phone|手机|手机号|电话|联系电话)$/i },
  { key: 'email', zh: '邮箱', also: /^(e-?mail|邮箱|电子邮箱)$/i },
  { key: 'company', zh: '公司', also: /^(company|公司|企业|单位)$/i },
  { key: 'remark', zh: '备注名', also: /^(remark|备注名|备注)$/i },
  { key: 'description', zh: '描述', also: /^(description|notes?|描述|说明)$/i },
  { key: 'stage', zh: '阶段', also: /^(stage|阶段)$/i },
  { key: 'tags', zh: '企业标签', also: /^(tags|企业标签|标签)$/i },
  { key: 'personal', zh: '个人标签', also: /^(personal|个人标签)$/i },
  { key: 'channel', zh: '来源', also: /^(channel|source|来源|渠道)$/i },
  { key: 'member', zh: '跟进人', also: /^(member|owner|跟进人)$/i },
  { key: 'addedAt', zh: '添加时间', also: /^(added|added at|添加时间)$/i },
  { key: 'id', zh: '编号', also: /^(id|编号)$/i },
] as const;
export type ColumnKey = (typeof columns)[number]['key'];
