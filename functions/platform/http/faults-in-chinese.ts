/** What may be wrong with one field, in Chinese, by its English words; a test finds words that are missing here. */
export const FAULTS_IN_CHINESE: Readonly<Record<string, string>> = {
  'The first level is told at the breach': '第一级须在超时的当刻通知',
  'No level is told before the one below it': '各级须按先后顺序通知',
  'asks for exactly one of account, phone, email, openId and externalId': '请在账号、电话、邮箱、openId、外部编号中只填写一项',
  'is needed to close a complaint': '办结投诉时须填写',
  'is needed when you set the class': '指定工单级别时须填写',
  'is none of the reasons for a pause': '不是服务政策规定的暂停原因',
  'is not a calendar of the house': '不是已有的日历',
  'is not a cursor of this list': '不是此列表的分页标记',
  'is not a level': '不是有效的升级级别',
  'is not a number': '不是有效的数字',
  'is not a phone number': '不是有效的电话号码',
  'is not a purpose': '不是有效的用途名称',
  'is not the id of a notice': '不是有效的通知编号',
  'is not the id of something set aside': '不是有效的待核查编号',
  'is not the id of a ticket': '不是有效的工单编号',
  'may hold letters, digits and . : @ / + - _ only': '只能包含字母、数字及 . : @ / + - _',
  'may hold letters, digits and . : / - _ only, and is no mail address':
    '只能包含字母、数字和 . : / - _，且不能是邮箱地址',
  'must be a single line': '只能填写一行',
  'must be an ETag that this API gave': '须为本接口返回的 ETag',
  'must have 1 to 255 visible ASCII characters': '须为 1 至 255 个可见 ASCII 字符',
  'must not hold control characters': '不能包含控制字符',
  'of 1 or 2 is not a satisfied customer': '为 1 或 2 分时，客户并不满意',
  'says too little: tell what was done, for example 已为客户更换产品，客户表示满意':
    '过于笼统，请写明具体做法，例如：已为客户更换产品，客户表示满意',
  'stands in the directory twice': '在名录中重复出现',
};
