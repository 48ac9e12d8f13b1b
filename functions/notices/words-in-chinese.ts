import type { Phrases } from './words.ts';

const TICKET = '工单 {number}（{class}）';

const ROLES: Phrases['roles'] = {
  agent: '客服专员',
  complaintSpecialist: '投诉专员',
  teamLeader: '客服组长',
  supervisor: '客服主管',
  director: '客服总监',
  technicalDirector: '技术总监',
  productManager: '产品经理',
  ceo: '首席执行官',
  quality: '质量部',
  knowledgeAdmin: '知识管理员',
  privacyOfficer: '个人信息保护负责人',
  hr: '人力资源',
  admin: '系统管理员',
};

/** What a person reads in Chinese. `short` is the text message and the line on the desk: 70 characters make one message. */
export const CHINESE: Phrases = {
  letter: '您好！\n\n{about}{body}\n\n{signature}\n（本消息由系统自动发送）',
  fallback: '\n\n您收到此通知，是因为目前没有人担任「{role}」。请在员工名录中指定。',
  roles: ROLES,
  about: '关于「{matter}」：\n\n',
  signature: (house) => `${house}客户服务中心`,
  prefix: (house) => `【${house}】`,
  conversations: {
    replied: '{said}\n\n--\n{signature}\n直接回复此邮件即可继续沟通（工单 {number}）。',
    solutionOffered:
      '{said}\n\n--\n{signature}\n请直接回复此邮件，告诉我们您是否接受这个方案（工单 {number}）。若您对方案不满意，可联系客服总监处理：同样直接回复此邮件说明即可，我们会为您转交。',
  },
  answers: {
    replied: '您好，您的工单{number}有新回复：{said}\n直接回复本短信即可继续沟通。',
    solutionOffered:
      '您好，您的工单{number}的解决方案：{said}\n请回复本短信告诉我们是否接受。若您对方案不满意，可联系客服总监处理：直接回复说明即可，我们会为您转交。',
  },
  elsewhere: '请在您提交问题的渠道查看',
  class: (name) => `${name}类`,
  due: (moment) => moment,
  clocks: {
    firstResponse: '首次响应',
    classResponse: '部门响应',
    solution: '解决方案',
    resolution: '问题解决',
    recordEntry: '服务记录',
    followUp: '客户回访',
    greeting: '首次问候',
    careFollowUp: '关怀回访',
  },
  whys: {
    noAddress: '没有可用的联系方式',
    suppressed: '该地址无法送达或不再接收',
    refused: '客户已拒收',
    noConsent: '客户未同意接收',
    country: '该国家或地区不在发送范围内',
    capped: '已达发送上限',
    failed: '发送失败',
  },
  templates: {
    received: {
      subject: '我们已收到您的问题（工单 {number}）',
      body: '您在{date}提交的问题我们已经收到，工单号为 {number}。客服人员会尽快与您联系，请您稍候。',
      short: '您好，您{date}提交的问题已收到，工单号{number}，客服人员会尽快与您联系。',
    },
    replied: {
      subject: '您的工单 {number} 有新回复',
      body: '客服人员已回复您在{date}提交的工单 {number}，请在您提交问题的渠道查看。如还有疑问，欢迎随时联系我们。',
      short: '您好，您{date}提交的工单{number}有新回复，请在您提交问题的渠道查看。',
    },
    solutionOffered: {
      subject: '您的工单 {number} 已有解决方案',
      body: '我们已为您在{date}提交的工单 {number} 提供解决方案，请在您提交问题的渠道查看，并告诉我们您是否接受。\n\n若您对方案不满意，可联系客服总监处理：在那里直接告诉我们即可，我们会为您转交。',
      short:
        '您好，工单{number}已有解决方案，请查看并答复。若您对方案不满意，可联系客服总监处理：在原渠道告诉我们即可，我们会转交。',
    },
    resolved: {
      subject: '您的工单 {number} 已处理完成',
      body: '您在{date}提交的工单 {number} 已处理完成。如果问题仍未解决，请告诉我们，我们会继续为您处理。',
      short: '您好，您{date}提交的工单{number}已处理完成。如问题仍未解决，请告诉我们。',
    },
    followUpComing: {
      subject: '我们将回访您的工单 {number}',
      body: '您的工单 {number} 已办结。我们会在{due}之前与您联系，了解您对处理结果是否满意。感谢您的理解与支持。',
      short: '您好，工单{number}已办结，我们会在{due}之前回访，了解您是否满意。',
    },
    thanked: {
      subject: '感谢您的反馈（工单 {number}）',
      body: '感谢您就工单 {number} 接受我们的回访，并告诉我们您的感受。今后如有需要，欢迎随时联系我们。',
      short: '您好，感谢您就工单{number}接受回访。今后如有需要，欢迎随时联系我们。',
    },
    reopened: {
      subject: '您的工单 {number} 已重新开启',
      body: '很抱歉，您的问题尚未完全解决。您的工单 {number} 已重新开启，客服人员会继续跟进，并尽快与您联系。',
      short: '您好，很抱歉问题尚未完全解决，工单{number}已重新开启，客服人员会尽快与您联系。',
    },
    surveyInvitation: {
      subject: '想听听您对我们服务的看法',
      body: '上个季度我们为您处理了工单 {number}（{date}提交）。我们想听听您对服务流程和产品质量的看法与建议，直接回复本消息即可。感谢您帮助我们做得更好。',
      short: '您好，上季度我们为您处理了工单{number}，想听听您对服务和产品的建议，直接回复即可，谢谢。',
    },
    assigned: {
      subject: `${TICKET}已分配给您`,
      body: `${TICKET}于{date}提交，现已分配给您，请尽快处理。`,
      short: `${TICKET}已分配给您，请尽快处理。`,
    },
    customerReplied: {
      subject: `客户回复了${TICKET}`,
      body: `客户回复了{date}提交的${TICKET}，请查看并跟进。`,
      short: `客户回复了${TICKET}，请查看并跟进。`,
    },
    solutionRejected: {
      subject: `客户未接受解决方案：${TICKET}`,
      body: `客户未接受{date}提交的${TICKET}的解决方案，请您介入处理。`,
      short: `客户未接受${TICKET}的解决方案，请您介入处理。`,
    },
    offerRejected: {
      subject: `客户未接受您的方案：${TICKET}`,
      body: `客户未接受您为{date}提交的${TICKET}提出的解决方案，客服总监已收到通知。请与总监商量后提出新的方案。`,
      short: `客户未接受您为${TICKET}提出的方案，客服总监已收到通知，请准备新的方案。`,
    },
    dissatisfied: {
      subject: `客户回访不满意：${TICKET}`,
      body: `客户在回访中对{date}提交的${TICKET}的处理结果表示不满意，请跟进。`,
      short: `客户回访不满意：${TICKET}，请跟进。`,
    },
    workReopened: {
      subject: `${TICKET}已重新开启`,
      body: `{date}提交的${TICKET}已重新开启，请继续处理。`,
      short: `${TICKET}已重新开启，请继续处理。`,
    },
    customerNotTold: {
      subject: `客户没有收到您的消息：${TICKET}`,
      body: `{date}提交的${TICKET}上发给客户的消息没有送达（{why}）。请换一种方式与客户联系，并在工单上注明。`,
      short: `${TICKET}上发给客户的消息没有送达（{why}），请换一种方式联系客户。`,
    },
    careDue: {
      subject: `请安排专项回访：${TICKET}`,
      body: `一位客户近期多次表示不满，系统已建立专项回访${TICKET}，请安排同事在时限内联系客户。`,
      short: `客户近期多次不满，请安排专项回访${TICKET}。`,
    },
    clockWarned: {
      subject: `{clock}即将超时：${TICKET}`,
      body: `{date}提交的${TICKET}的{clock}时限将于{due}到期，请及时处理。`,
      short: `${TICKET}的{clock}时限将于{due}到期，请及时处理。`,
    },
    clockReminded: {
      subject: `请跟进{clock}：${TICKET}`,
      body: `{date}提交的${TICKET}的{clock}尚未完成，时限为{due}，请跟进。`,
      short: `${TICKET}的{clock}尚未完成，时限为{due}，请跟进。`,
    },
    clockBreached: {
      subject: `{clock}已超时：${TICKET}`,
      body: `{date}提交的${TICKET}的{clock}时限已于{due}到期，尚未完成。请立即处理，并确认已知悉。`,
      short: `${TICKET}的{clock}已于{due}超时，请立即处理并确认已知悉。`,
    },
    clockEscalated: {
      subject: `{clock}超时，升级至第 {level} 级：${TICKET}`,
      body: `{date}提交的${TICKET}的{clock}时限已于{due}到期，至今尚未完成，现升级至第 {level} 级。请介入处理，并确认已知悉。`,
      short: `${TICKET}的{clock}已于{due}超时，升级至第 {level} 级，请介入处理并确认已知悉。`,
    },
  },
};
