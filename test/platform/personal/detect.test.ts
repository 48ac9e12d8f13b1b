import { describe, expect, it } from 'vitest';
import { type DetectOptions, detect } from '#platform/personal/detect.ts';

const kinds = (text: string, options?: DetectOptions) => detect(text, options).map(({ kind, value }) => [kind, value]);
const places = (text: string) => detect(text).map(({ start, end }) => text.slice(start, end));

describe('a mobile number', () => {
  it.each([
    '13812345678',
    '+8613812345678',
    '(+86) 138-1234-5678',
    '86 138 1234 5678',
    '0086-13812345678',
    '013812345678',
    '138.1234.5678',
    '138 12345678',
    '1 3 8 1 2 3 4 5 6 7 8',
    '１３８１２３４５６７８',
    '一三八一二三四五六七八',
    '幺三八一二三四五六七八',
    '138一二三四5678',
    '\u202d138\u200b1234\u200b5678',
    '1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣',
    '138—1234—5678',
    '138/1234/5678',
    '138,1234,5678',
    '138，1234，5678',
    '138、1234、5678',
    '138\n1234\n5678',
    '138\r\n1234\r\n5678',
    '1381234\n5678',
    '138 / 1234 / 5678',
    '+86/138/1234/5678',
    '1、3、8、1、2、3、4、5、6、7、8',
    '138\u200b1234\u{e0020}5678',
    '1\u31643\u180e8\u034f12345678',
    '壹叁捌壹贰叁肆伍陆柒捌',
    '壹 叁 捌 壹 贰 叁 肆 伍 陆 柒 捌',
    '壹三捌一貳參肆五陸柒八',
    '138壹贰叁肆5678',
  ])('is found when it is written %s', (written) => {
    expect(kinds(`请拨打${written}谢谢`)).toEqual([['mobile', '13812345678']]);
  });

  it.each(['请拨打+86 138 1234 5678谢谢', '请拨打（+86）138-1234-5678谢谢'])('is found whole in %s', (text) => {
    expect(places(text)).toEqual([text.slice(3, -2)]);
  });

  it.each(['价格 99 13812345678元', '① 13812345678', '①13812345678', '一、13812345678', '13812345678/13912345678'])(
    'is found beside other figures in %s',
    (text) => {
      expect(kinds(text)[0]).toEqual(['mobile', '13812345678']);
    },
  );

  it.each([
    '138/1234/5678 2024/10/11',
    '2024/10/11 138/1234/5678',
    '158,99,138/1234/5678',
    '138/1234/5678,139/1234/5678',
    '13812345678/13912345678',
    '13812345678陆先生',
    '+8613812345678 伍先生',
  ])('is found beside others in %s', (text) => {
    expect(kinds(text)).toContainEqual(['mobile', '13812345678']);
  });

  it.each([
    '15,18,22,25,31,8',
    '138/1234/56789',
    '138,123,45678,9',
    '138,12345678',
    '2024/11/12,13:45',
    '参加138陆军1234伍5678',
    '1、3、5、7、9、11、13',
    '壹仟叁佰捌拾元',
  ])('is not seen where figures are only listed: %s', (text) => {
    expect(kinds(text).filter(([kind, value]) => kind === 'mobile' && !value!.startsWith('+'))).toEqual([]);
  });

  it.each(['113812345678', '138123456789', '12812345678', '1381234567', '13812 345678901', '138****5678'])(
    'is not seen in %s',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );

  it.each([
    ['call +44 7911 126789', '+447911126789'],
    ['+1 415 555 0123', '+14155550123'],
    ['+14155550123 2026-03-01', '+14155550123'],
  ])('of another country is found by its plus in %s', (text, value) => {
    expect(kinds(text)).toEqual([['mobile', value]]);
  });
});

describe('a number of a resident', () => {
  it.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['110105 19491231 002X', '11010519491231002X'],
    ['110105 19491231002X', '11010519491231002X'],
    ['110105-19491231002X', '11010519491231002X'],
    ['110105-1949-1231-002 X', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
    ['440524188001010014', undefined],
    ['440524198001010013', '440524198001010013'],
    ['440524198001010014', undefined],
    ['440524198002300014', undefined],
    ['990524198001010014', undefined],
    ['110105491231002', '110105491231002'],
    ['110105491331002', undefined],
  ])('%s is read as %s', (written, value) => {
    expect(kinds(`办理${written}，谢谢`)).toEqual(value === undefined ? [] : [['idNumber', value]]);
  });

  it('is believed after 身份证 even when a figure is wrong', () => {
    expect(kinds('身份证号：440524198001010014')).toEqual([['idNumber', '440524198001010014']]);
  });
});

describe('a number of a bank card', () => {
  it.each([
    ['6222021234567890128 已注销', '6222021234567890128'],
    ['6222 0212 3456 7890 128 已注销', '6222021234567890128'],
    ['6222021234567890129 已注销', undefined],
    ['4111111111111111 已下单', undefined],
    ['信用卡4111-1111-1111-1111', '4111111111111111'],
    ['卡号是4111111111111111', '4111111111111111'],
    ['卡号是4111111111111112', '4111111111111112'],
    ['卡号 4111 1111 1111 1111 2 件', '4111111111111111'],
    ['工行卡6217001234567890123', '6217001234567890123'],
    ['会员卡号：4111111111111112', undefined],
    ['快递单号：6217001234567890123', undefined],
    ['银行卡4111111111111112', '4111111111111112'],
  ])('%s is read as %s', (text, value) => {
    expect(kinds(text)).toEqual(value === undefined ? [] : [['bankCard', value]]);
  });

  it('of another issuer is told from an order when the form of orders is known', () => {
    const orderNumbers = ['JD##############'];

    expect(kinds('4111111111111111 已下单', { orderNumbers })).toEqual([['bankCard', '4111111111111111']]);
    expect(kinds('运单号4111111111111111', { orderNumbers })).toEqual([]);
  });
});

describe('an account that is named directly before', () => {
  it.each([
    ['请退到我的银行账号 3100012345678901234，开户行工商银行', [['bankCard', '3100012345678901234']]],
    ['退款账户：6217001234567890123', [['bankCard', '6217001234567890123']]],
    ['银行账号 4000 0230 0920 0123 456', [['bankCard', '4000023009200123456']]],
    ['账号（工行）：６２１７００１２３４５６７８９０１２３', [['bankCard', '6217001234567890123']]],
    ['账号工商银行六二一七零零一二三四五六七八九零一二三', [['bankCard', '6217001234567890123']]],
    ['收款帐号为\n6217-0012-3456-7890-123', [['bankCard', '6217001234567890123']]],
    ['对公账户 12345678901234567890123', [['account', '12345678901234567890123']]],
    ['燃气户号 1234567890123', [['account', '1234567890123']]],
    [
      '账号 12345678 138 1234 5678',
      [
        ['account', '12345678'],
        ['mobile', '13812345678'],
      ],
    ],
    ['acct no. 123-456-789', [['account', '123456789']]],
    ['支付宝账号：12345678901', [['account', '12345678901']]],
    ['支付宝：zhangsan888', [['account', 'zhangsan888']]],
    ['Alipay account is zhangsan88', [['account', 'zhangsan88']]],
    ['支付宝账号 13812345678', [['mobile', '13812345678']]],
    ['支付宝账号 2088123456789012', [['account', '2088123456789012']]],
    ['支付宝账号 6222021234567890128', [['bankCard', '6222021234567890128']]],
    ['账号 11010519491231002X', [['idNumber', '11010519491231002X']]],
    [
      'My bank account is 12345678, sort code 12-34-56. IBAN DE89370400440532013000',
      [
        ['account', '12345678'],
        ['account', 'DE89370400440532013000'],
      ],
    ],
  ])('%s: %j', (text, found) => {
    expect(kinds(text)).toEqual(found);
  });

  it.each([
    '会员号12345678',
    '客户号12345678',
    '会员卡号：8001234567',
    '订单号 123456789012',
    '运单号：12345678',
    '账户2026-03-01扣款',
    '账户20260301扣款',
    '账户100000元',
    '账户 500000.00',
    '账号密码 12345678',
    '支付宝20260301付款',
    'alipay: please refund',
    '账号12345',
  ])('is not seen in %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('of the form of orders stays', () => {
    expect(kinds('账号 123456789012', { orderNumbers: ['############'] })).toEqual([]);
  });
});

describe('an international account number', () => {
  it.each([
    ['退到GB82 WEST 1234 5698 7654 32谢谢', 'GB82WEST12345698765432'],
    ['refund to de89370400440532013000.', 'DE89370400440532013000'],
    ['IBAN: DE88370400440532013000', 'DE88370400440532013000'],
    ['refund to DE88370400440532013000.', undefined],
    ['SN DE8937040044053201300', undefined],
    ['XDE89370400440532013000', undefined],
    ['DE893704004405320130001', undefined],
  ])('%s is read as %s', (text, value) => {
    expect(kinds(text)).toEqual(value === undefined ? [] : [['account', value]]);
  });
});

describe('a landline without its area', () => {
  it.each([
    ['家里座机 68881234，请打给我', '68881234'],
    ['办公电话：6888-1234 转 801', '68881234'],
    ['固话是 2345678', '2345678'],
    ['Tel. no.: 555 0123', '5550123'],
    ['phone (415) 555-0123', '4155550123'],
  ])('%s is read as %s', (text, value) => {
    expect(kinds(text)).toEqual([['landline', value]]);
  });

  it.each([
    'hotel 68881234',
    'iphone 68881234',
    '电话4008001234',
    '电话2026-03-01打的',
    '68881234',
    '打了电话 20260301',
  ])('is not seen in %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('the numbers of the shop', () => {
  const orderNumbers = ['SO-####', 'JD##############', '##################', '@@###########'];

  it.each([
    'so-1234',
    'SO-1234SO-5678',
    '520464183455671537h',
    'AB13812345678AB13912345678',
    'JD62220212345678',
    '11010519491231002X'.replace('X', '0'),
    'AB13812345678',
    '订单SO-1234。',
  ])('%s stays', (text) => {
    expect(kinds(text, { orderNumbers })).toEqual([]);
  });

  it.each(['ABC13812345678', '订单13812345678'])('do not hide what is in %s', (text) => {
    expect(kinds(text, { orderNumbers })).toEqual([['mobile', '13812345678']]);
  });
});

describe('what else is personal', () => {
  it.each([
    ['座机010-62341234', [['landline', '010-62341234']]],
    ['(0571) 8888 1234', [['landline', '0571-88881234']]],
    ['+86 21 62341234', [['landline', '021-62341234']]],
    ['单号075512345678', []],
    ['写到 Zhang.Wei@Example.COM。', [['email', 'Zhang.Wei@example.com']]],
    ['12345678@qq。com', [['email', '12345678@qq.com']]],
    ['价格@19.9 起', []],
    ['加QQ：12345678', [['account', '12345678']]],
    ['微信号 xiaoming_88', [['account', 'xiaoming_88']]],
    ['用微信 iphone 支付', []],
    ['护照E12345678', [['passport', 'E12345678']]],
    ['港澳通行证号码：C12345678', [['passport', 'C12345678']]],
    ['型号E12345678', []],
    ['寄浙江省杭州市西湖区文三路100号3幢502室', [['address', '浙江省杭州市西湖区文三路100号3幢502室']]],
    ['在上海 浦东新区 世纪大道8号', [['address', '上海 浦东新区 世纪大道8号']]],
    ['到阳光花园3栋2单元501室取', [['address', '阳光花园3栋2单元501室']]],
    ['北京市5号还没到', []],
    ['杭州的3号楼', []],
    ['这款在34号里偏小', []],
    ['我叫张伟，', [['name', '张伟']]],
    ['姓名：温馨', [['name', '温馨']]],
    ['收件人应为：欧阳娜娜', [['name', '欧阳娜娜']]],
    ['退款户名写王伟，谢谢', [['name', '王伟']]],
    ['收货人王伟先生', [['name', '王伟先生']]],
    ['我叫阿卜杜拉·买买提，', [['name', '阿卜杜拉·买买提']]],
    ['my name is John Smith.', [['name', 'John Smith']]],
    ['我叫马上退货', []],
    ['联系人电话打不通', []],
  ])('%s: %j', (text, found) => {
    expect(kinds(text)).toEqual(found);
  });

  it('is a name that stands alone beside a number or an address', () => {
    expect(kinds('王伟 13812345678 上海市浦东新区世纪大道8号')).toEqual([
      ['name', '王伟'],
      ['mobile', '13812345678'],
      ['address', '上海市浦东新区世纪大道8号'],
    ]);
  });

  it("is the customer's own name wherever it stands", () => {
    expect(kinds('王伟说伟王，john SMITH 和 Johnsmithson', { names: ['王伟', 'John Smith', '王', '李**'] })).toEqual([
      ['name', '王伟'],
      ['name', 'john SMITH'],
    ]);
  });
});

describe('a very long text', () => {
  it('is read to its end', () => {
    const text = `${'好评。'.repeat(150_000)} 13812345678`;

    expect(detect(text)).toEqual([{ kind: 'mobile', start: 450_001, end: 450_012, value: '13812345678' }]);
  });
});

describe('an address of mail in letters of any script', () => {
  it.each([
    ['请发邮件到用户@例子.中国谢谢', '用户@例子.中国'],
    ['邮箱：张三@example.com请查收', '张三@example.com'],
    ['write to user@bücher.de please', 'user@bücher.de'],
    ['jürgen@bücher.de', 'jürgen@bücher.de'],
    ['me@mail.bücher.de', 'me@mail.bücher.de'],
    ['我的邮箱是wang@例子.公司，谢谢', 'wang@例子.公司'],
    ['wang@例子.com请查收', 'wang@例子.com'],
    ['иван@пример.рф', 'иван@пример.рф'],
    ['wang@xn--fsqu00a.xn--fiqs8s', 'wang@xn--fsqu00a.xn--fiqs8s'],
    ['请发到wang@example.com请查收', 'wang@example.com'],
    ['用户＠例子．中国', '用户@例子.中国'],
  ])('is found in %s', (text, address) => {
    expect(kinds(text)).toEqual([['email', address]]);
  });

  it.each(['谢谢@客服。中国人真好', '@小米手机', '不错@张三 12.5元', '@', '好@.中国', 'a@b', '到@例子.中国'])(
    'is not seen in %s',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );
});
