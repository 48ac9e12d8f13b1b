import { AREAS } from '#platform/personal/areas.ts';
import type { Random } from './random.ts';

/** One value in one of the spellings people use; nobody's, all drawn. */
export type Drawn = (random: Random) => string;

const FULL_WIDTH = '０１２３４５６７８９';
const CHINESE = '零一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const respelt = (digits: string, figures: string) => digits.replace(/\d/g, (digit) => figures[Number(digit)]!);
/** The digits in groups of these lengths, whatever is left in the last. */
function grouped(digits: string, lengths: readonly number[], between: string): string {
  const ends = lengths.map((_, nth) => lengths.slice(0, nth + 1).reduce((sum, length) => sum + length, 0));
  return ends
    .map((end, nth) => digits.slice(end - lengths[nth]!, end))
    .filter(Boolean)
    .join(between);
}

const MOBILE_SPELLINGS: readonly ((digits: string, random: Random) => string)[] = [
  (digits) => digits,
  (digits) => digits,
  (digits) => `+86${digits}`,
  (digits) => `+86 ${digits}`,
  (digits) => `86-${digits}`,
  (digits) => `(+86)${digits}`,
  (digits) => `0086${digits}`,
  (digits, random) => grouped(digits, [3, 4, 4], random.oneOf([' ', '-', '.', '－', '\u00a0', ' - ', '—', '·'])),
  (digits, random) => `+86 ${grouped(digits, [3, 4, 4], random.oneOf([' ', '-']))}`,
  (digits, random) =>
    grouped(
      digits,
      random.oneOf([
        [3, 3, 5],
        [4, 3, 4],
        [3, 8],
        [7, 4],
        [4, 4, 3],
        [5, 6],
      ]),
      ' ',
    ),
  (digits) => respelt(digits, FULL_WIDTH),
  (digits) => respelt(digits, CHINESE),
  (digits) => respelt(digits, CHINESE.replace('零', '〇').replace('一', '幺')),
  (digits) => digits.slice(0, 3) + respelt(digits.slice(3, 7), CHINESE) + digits.slice(7),
  (digits) => respelt(digits.slice(0, 6), FULL_WIDTH) + digits.slice(6),
  (digits) => Array.from(digits).join(' '),
  (digits) => Array.from(digits).join('-'),
  (digits) => `\u202d${digits}\u202c`,
  (digits) => grouped(digits, [3, 4, 4], '\u200b'),
  (digits, random) => grouped(digits, [3, 4, 4], random.oneOf(['/', ',', '，', '、', '\n', ' / '])),
  (digits) => grouped(digits, [3, 8], '\n'),
  (digits) => respelt(digits, FORMAL),
];

export const aMobile: Drawn = (random) => {
  const digits = `1${random.oneOf(['3', '5', '7', '8', '9', '66', '47'])}${random.digits(9)}`.slice(0, 11);
  return random.oneOf(MOBILE_SPELLINGS)(digits, random);
};

export const aLandline: Drawn = (random) => {
  const area = random.oneOf(['010', '021', '022', '028', '0571', '0755', '0431', '0898', '0991']);
  const local = `${2 + random.below(7)}${random.digits(7)}`;
  return random.oneOf([
    `${area}-${local}`,
    `${area}${local}`,
    `(${area})${local}`,
    `${area} ${local}`,
    `（${area}）${local}`,
  ]);
};

export const anEmail: Drawn = (random) => {
  const local = random.oneOf([
    'zhang.wei',
    'li_na88',
    'w',
    'contact+kefu',
    'sunny-day',
    'jürgen',
    random.digits(9),
    `u${random.digits(4)}`,
  ]);
  const domain = random.oneOf([
    'example.com',
    'qq.com',
    'mail.example.com.cn',
    '163.com',
    'sub.example.org',
    'EXAMPLE.NET',
    '例子.中国',
    'bücher.de',
  ]);
  const email = `${local}@${domain}`;
  return random.oneOf([email, email, email, email.replace('@', '＠'), email.replace('@', ' @ '), email.toUpperCase()]);
};

export const anIdNumber: Drawn = (random) => {
  const province = random.oneOf(['11', '31', '44', '51', '33', '65', '15', '37', '42']);
  const date = `${1940 + random.below(70)}${String(1 + random.below(12)).padStart(2, '0')}${String(1 + random.below(28)).padStart(2, '0')}`;
  const body = `${province}${random.digits(4)}${date}${random.digits(3)}`;
  const sum = WEIGHTS.reduce((total, weight, nth) => total + weight * Number(body[nth]), 0);
  const number = body + '10X98765432'[sum % 11];
  return random.oneOf([
    number,
    number,
    number.toLowerCase(),
    grouped(number, [6, 8, 4], random.oneOf([' ', '-'])),
    grouped(number, [6, 4, 4, 4], ' '),
    grouped(number, [3, 3, 4, 4, 4], ' '),
    respelt(number, FULL_WIDTH).replace('X', 'Ｘ'),
    respelt(number, CHINESE),
    grouped(number, [6, 8, 4], '\u200b'),
  ]);
};

/** How people write the number of a card. */
function spellingsOf(number: string): string[] {
  const fours = Array.from({ length: Math.ceil(number.length / 4) }, () => 4);
  return [
    number,
    number,
    grouped(number, fours, ' '),
    grouped(number, fours, '-'),
    grouped(number, [6, number.length - 6], ' '),
    respelt(number, FULL_WIDTH),
    respelt(number, CHINESE),
  ];
}

/** Of 62 mostly, which needs no word; of others only where `named`. */
const cardOf =
  (prefixes: readonly string[]): Drawn =>
  (random) => {
    const length = random.oneOf([16, 16, 17, 18, 19, 19]);
    const prefix = random.oneOf(prefixes);
    const body = prefix + random.digits(length - prefix.length - 1);
    const number = `${body}${[...'0123456789'].find((check) => isLuhn(body + check))}`;
    return random.oneOf([...spellingsOf(number), Array.from(number).join(' ')]);
  };

function isLuhn(number: string): boolean {
  const doubled = [...number].toReversed().map((digit, nth) => (nth % 2 === 0 ? Number(digit) : Number(digit) * 2));
  return doubled.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
}

export const aCard = cardOf(['62']);
export const anyCard = cardOf(['62', '4', '51', '55', '35', '95', '98']);

/** A number as long as a bank's, of any check. */
export const aMistypedCard: Drawn = (random) => {
  const length = random.oneOf([12, 15, 16, 17, 18, 19, 19]);
  const number = `${random.oneOf(['62', '4', '31', '95', '60'])}${random.digits(length)}`.slice(0, length);
  return random.oneOf(spellingsOf(number));
};

export const anAccount: Drawn = (random) => `${2 + random.below(8)}${random.digits(6 + random.below(4))}`;

export const anAlipay: Drawn = (random) =>
  random.oneOf([
    `${2 + random.below(8)}${random.digits(10)}`,
    `zhangsan${random.digits(3)}`,
    `li_na${random.digits(2)}`,
    `Wang-Wei${random.digits(4)}`,
    `2088${random.digits(12)}`,
  ]);

export const anIban: Drawn = (random) => {
  const [country, bank, length] = random.oneOf([
    ['DE', '', 18],
    ['FR', '', 23],
    ['GB', 'WEST', 14],
    ['CH', '', 17],
    ['NL', 'ABNA', 10],
    ['ES', '', 20],
  ] as const);
  const body = `${bank}${random.digits(length)}`;
  const numbers = `${body}${country}00`.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  const check = String(98 - Number(BigInt(numbers) % 97n)).padStart(2, '0');
  const number = `${country}${check}${body}`;
  const fours = Array.from({ length: Math.ceil(number.length / 4) }, () => 4);
  return random.oneOf([number, grouped(number, fours, ' '), number.toLowerCase(), respelt(number, FULL_WIDTH)]);
};

export const aLocalNumber: Drawn = (random) => {
  const [first, second] = [`${2 + random.below(7)}${random.digits(2 + random.below(2))}`, random.digits(4)];
  return random.oneOf([`${first}${second}`, `${first} ${second}`, `${first}-${second}`]);
};

export const anAbroad: Drawn = (random) => {
  const code = random.oneOf(['1', '1', '44', '852', '81', '49']);
  const [area, middle, last] = [`${2 + random.below(8)}${random.digits(2)}`, random.digits(3), random.digits(4)];
  return `+${code}${random.oneOf(['', ' ', '-'])}${[area, middle, last].join(random.oneOf(['', ' ', '-']))}`;
};

const namesOf = (level: string) =>
  AREAS.filter(([one]) => one === level).flatMap(([, ending, length, stems]) =>
    Array.from({ length: stems.length / length }, (_, nth) => ({
      stem: stems.slice(nth * length, (nth + 1) * length),
      ending,
    })),
  );
const [PROVINCES, CITIES, DISTRICTS] = [namesOf('province'), namesOf('city'), namesOf('area')];
const ROAD_LETTERS = [...'人民解放建设中山文化和平新华光明长江黄河学院科技迎宾胜利滨海花园桃源'];
const ESTATES = [
  '阳光花园',
  '翡翠城',
  '万科城市花园',
  '金地格林',
  '幸福里小区',
  '东方明珠',
  '锦绣江南',
  '书香门第',
  '水岸名邸',
];

const figures = (random: Random, most: number) => String(1 + random.below(most));
const road = (random: Random) =>
  `${random.oneOf(ROAD_LETTERS)}${random.oneOf(ROAD_LETTERS)}${random.oneOf(['路', '街', '大道', '东路', '西街', '南大街', '一路', '巷'])}`;

const HOUSES: readonly Drawn[] = [
  (random) => `${road(random)}${figures(random, 900)}号`,
  (random) =>
    `${road(random)}${figures(random, 900)}号${random.oneOf(ESTATES)}${figures(random, 40)}栋${figures(random, 6)}单元${figures(random, 30)}0${figures(random, 8)}室`,
  (random) =>
    `${road(random)}${figures(random, 300)}弄${figures(random, 60)}号${figures(random, 20)}0${figures(random, 4)}室`,
  (random) => `${random.oneOf(ESTATES)}${figures(random, 40)}幢${figures(random, 6)}0${figures(random, 4)}`,
  (random) =>
    `${random.oneOf(ESTATES)}${figures(random, 20)}号楼${figures(random, 5)}单元${figures(random, 30)}0${figures(random, 4)}`,
  (random) =>
    `${road(random)}${figures(random, 200)}号${random.oneOf(['国际大厦', '科技园', '创业中心'])}${random.oneOf(['A', 'B', 'C'])}座${figures(random, 30)}层`,
  (random) =>
    `${random.oneOf(['王集镇', '柳林乡', '太平镇'])}${random.oneOf(['李庄村', '前进村', '大桥村'])}${figures(random, 9)}组${figures(random, 99)}号`,
  (random) =>
    `${road(random)}${random.oneOf(['十八', '一百零二', '二十', '六'])}号${random.oneOf(['三', '二'])}单元${random.oneOf(['五〇一', '二零二'])}室`,
  (random) => `${road(random)}${figures(random, 500)}-${figures(random, 9)}号`,
];

export const anAddress: Drawn = (random) => {
  const [province, city, district] = [random.oneOf(PROVINCES), random.oneOf(CITIES), random.oneOf(DISTRICTS)];
  const full = ({ stem, ending }: { stem: string; ending: string }) => `${stem}${ending}`;
  const short = (stem: string) => (/^[内黑]/.test(stem) ? stem : stem.slice(0, 2));
  const places = random.oneOf([
    [full(province), full(city), full(district)],
    [full(province), full(city), full(district)],
    [full(city), full(district)],
    [full(city), full(district)],
    [short(province.stem), full(city), full(district)],
    [full(district)],
  ]);
  const between = random.oneOf(['', '', '', ' ']);
  return [...places, random.oneOf(HOUSES)(random)].join(between);
};

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '皇甫',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志海晓雪梅婷宇浩轩梓涵子欣怡佳琪嘉俊思雨鑫鹏飞龙凤春燕冬青云山松柏文武安康乐天成思远若曦',
];
const DOTTED = ['阿卜杜拉·买买提', '古丽娜尔·热合曼', '迪丽·艾力', '尼玛·扎西'];
const LATIN = ['John Smith', 'Maria Garcia', 'Zhang Wei', 'Li Xiaoming', 'Anna-Lena Vogt'];

const aChineseName: Drawn = (random) =>
  `${random.oneOf(SURNAMES)}${Array.from({ length: 1 + random.below(2) }, () => random.oneOf(GIVEN)).join('')}`;

export const aName: Drawn = (random) => {
  const kind = random.below(40);
  if (kind === 0) return random.oneOf(DOTTED);
  return kind === 1 ? random.oneOf(LATIN) : aChineseName(random);
};
