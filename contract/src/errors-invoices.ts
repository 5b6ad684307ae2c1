// Errors of the folder of invoices. {file} and {field} are filled in by the server.
export const invoicesErrors = {
  'invoices.not_found': {
    status: 404,
    en: 'There is no such invoice in your folder',
    zh: '票夹中没有这张发票',
  },
  'invoices.yours_already': {
    status: 409,
    en: 'This invoice is in your folder since {since}',
    zh: '这张发票已于 {since} 存入你的票夹，不能重复添加',
  },
  'invoices.taken': {
    status: 409,
    en: 'A colleague has added this invoice on {since}; an invoice counts once',
    zh: '同事已于 {since} 添加过这张发票，同一发票不能重复使用',
  },
  'invoices.same_file': {
    status: 409,
    en: 'A colleague has added this very file on {since}',
    zh: '同事已于 {since} 上传过完全相同的文件',
  },
  'invoices.damaged': {
    status: 400,
    en: '{file} cannot be read: it is damaged or cut off ({what})',
    zh: '{file} 无法读取：文件已损坏或不完整（{what}）',
  },
  'invoices.too_large': {
    status: 400,
    en: '{file} is too large, or unpacks to too much ({what})',
    zh: '{file} 过大或解压后过大（{what}）',
  },
  'invoices.other_kind': {
    status: 400,
    en: '{file} is no invoice we can read; send a PDF, OFD, XML or a photo',
    zh: '{file} 不是可识别的发票，请上传 PDF、OFD、XML 或照片',
  },
  'invoices.bad_text': {
    status: 400,
    en: 'This is no code of an invoice ({field})',
    zh: '这不是发票二维码的内容（{field}）',
  },
  'invoices.red': {
    status: 400,
    en: 'An invoice that takes back another one (red) cannot be claimed',
    zh: '红字发票不能报销',
  },
  'invoices.not_free': {
    status: 409,
    en: 'Invoice {number} stands in a claim',
    zh: '发票 {number} 已用于报销单，不能修改或删除',
  },
  'invoices.field_sure': {
    status: 409,
    en: '{field} comes from the data of the invoice itself and stays',
    zh: '{field} 来自发票自身的数据，不能修改',
  },
  'invoices.bad_sum': {
    status: 400,
    en: 'The tax is larger than the total',
    zh: '税额不能大于价税合计',
  },
  'invoices.incomplete': {
    status: 409,
    en: 'Invoice {number} lacks: {field}',
    zh: '发票 {number} 缺少：{field}',
  },
  'invoices.too_much': {
    status: 409,
    en: 'Of invoice {number} only {left} is left',
    zh: '发票 {number} 可用余额仅剩 {left}',
  },
  'invoices.typed_elsewhere': {
    status: 409,
    en: 'Invoice {number} was already claimed in {claim}',
    zh: '发票 {number} 已在报销单 {claim} 中报销，不能重复使用',
  },
} as const;
