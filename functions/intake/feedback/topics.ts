import { listed } from './listed.ts';

/** What feedback may be about, whose it is in the house, and the words it is told by (CLS-17); of as many words the first row. */
export const TOPICS = [
  {
    topic: 'productQuality',
    department: 'product',
    words: listed(
      '质量、做工、材质、瑕疵、破损、坏了、碎、裂、漏、过期、发霉、异味、新鲜、味道、好吃、难吃、掉色',
      '起球、假货、正品、尺码、色差、口感、屏幕、电池、音质、quality、broken、defect、fake、taste',
      'size',
    ),
  },
  {
    topic: 'logistics',
    department: 'logistics',
    words: listed(
      '物流、快递、发货、送货、配送、送餐、外卖员、骑手、包装、运输、签收、没收到、送错、发错、漏发',
      '到货、派送、delivery、shipping、courier、package、parcel、arrived、late',
    ),
  },
  {
    topic: 'serviceAttitude',
    department: 'customerService',
    words: listed(
      '客服、态度、服务、店员、导购、不理、没人理、敷衍、热情、耐心、不耐烦、推卸、接待、service',
      'staff、rude、polite、attitude、support',
    ),
  },
  {
    topic: 'returnsAndRefunds',
    department: 'customerService',
    words: listed('退款、退货、换货、售后、保修、维修、赔偿、refund、return、exchange、warranty'),
  },
  {
    topic: 'technical',
    department: 'technical',
    words: listed(
      '闪退、崩溃、卡顿、打不开、登录、登陆、支付失败、无法支付、页面、网页、小程序、更新后、验证码',
      'APP、软件、crash、login、bug、website、payment failed、update、freez',
    ),
  },
  {
    topic: 'price',
    department: 'operations',
    words: listed(
      '价格、降价、涨价、太贵、便宜、优惠、打折、活动、满减、红包、优惠券、price、expensive、cheap',
      'coupon、discount',
    ),
  },
  {
    topic: 'premises',
    department: 'operations',
    words: listed(
      '停车、电梯、卫生间、厕所、环境、空调、排队、商场、门店、无障碍、指示牌、parking、toilet、queue',
      'mall',
    ),
  },
] as const;

/** Where feedback goes that names nothing we know. */
export const NO_TOPIC = { topic: 'other', department: 'customerService' } as const;
