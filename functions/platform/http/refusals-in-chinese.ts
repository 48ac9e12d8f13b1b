/** Every refusal's sentence in Chinese, by its code; a test finds a code that is missing here. */
export const REFUSALS_IN_CHINESE: Readonly<Record<string, string>> = {
  'auth.nobody': '请先登录。',
  'auth.not-allowed': '您的角色没有此项权限。',
  'idempotency.key': 'Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。',
  'idempotency.other-body': '同一个 Idempotency-Key 之前已用于内容不同的请求。',
  'notice.missing': '没有这条通知。',
  'page.cursor': '该分页标记不属于此列表，请从第一页重新开始。',
  'request.if-match': 'If-Match 须为本接口返回的 ETag。',
  'request.invalid': '部分内容填写有误，详见 errors 中逐项说明。',
  'request.not-json': '请以 JSON 格式提交内容（content-type: application/json）。',
  'request.too-large': '提交内容超过 256 KB。',
  'staff.changed': '人员名录在您读取之后已有变更，请重新读取后再保存。',
  'store.busy': '系统正忙，请稍后重试。',
  'store.changed-meanwhile': '内容刚刚被他人更新，请刷新后再试。',
};
