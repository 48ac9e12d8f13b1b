import { AREAS } from '#platform/personal/areas.ts';
import { isResidentId } from '#platform/personal/find/resident-id.ts';
import type { Random } from '../random.ts';

export const KINDS = ['chineseName', 'latinName', 'mobile', 'email', 'idNumber', 'bankCard', 'address'] as const;
export type CanaryKind = (typeof KINDS)[number];

/** Personal data that nobody has, planted once: `core` is the part of it that must not be read anywhere. */
export type Canary = {
  readonly kind: CanaryKind;
  readonly text: string;
  readonly core: string;
  /** Whose it is, and the way it came in. */
  readonly person: string;
  readonly channel: string;
};

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志海晓雪梅婷宇浩轩梓涵怡佳琪嘉俊鑫鹏飞龙凤春燕松柏',
];
const SYLLABLES = [
  'bar',
  'den',
  'fol',
  'gri',
  'hol',
  'ken',
  'lum',
  'mor',
  'nev',
  'pel',
  'quin',
  'ros',
  'sten',
  'tav',
  'vel',
  'wick',
];
const ROADS = [...'虎踞龙蟠云锦桃溪梅苑青崖碧泉鹿鸣望江栖霞松涛'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const areas = (level: string): string[] =>
  AREAS.filter(([one]) => one === level).flatMap(([, ending, length, stems]) =>
    Array.from(
      { length: stems.length / length },
      (_, nth) => `${stems.slice(nth * length, (nth + 1) * length)}${ending}`,
    ),
  );
const [PROVINCES, CITIES, DISTRICTS] = [areas('province'), areas('city'), areas('area')];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const word = (random: Random, syllables: number) =>
  Array.from({ length: syllables }, () => random.oneOf(SYLLABLES)).join('');

type Drawn = Pick<Canary, 'text' | 'core'>;
const whole = (text: string): Drawn => ({ text, core: text });

const DRAW: Readonly<Record<CanaryKind, (random: Random) => Drawn>> = {
  chineseName: (random) => whole(`${random.oneOf(SURNAMES)}${random.oneOf(GIVEN)}${random.oneOf(GIVEN)}`),
  latinName: (random) => whole(`${capital(word(random, 2))} ${capital(word(random, 3))}`),
  mobile: (random) => whole(`1${random.oneOf(['35', '38', '52', '77', '86', '91'])}${random.digits(8)}`),
  email: (random) => {
    const core = `${word(random, 2)}.${word(random, 2)}${random.digits(3)}`;
    return { text: `${core}@${random.oneOf(['example.com', 'mail.example.org', 'post.example.net'])}`, core };
  },
  idNumber: (random) => whole(residentId(random)),
  bankCard: (random) => whole(bankCard(random)),
  address: (random) => {
    const road = `${random.oneOf(ROADS)}${random.oneOf(ROADS)}${random.oneOf(['路', '街', '大道'])}`;
    const core = `${road}${1 + random.below(900)}号${1 + random.below(40)}栋${1 + random.below(6)}单元${1 + random.below(30)}0${1 + random.below(8)}室`;
    return { text: `${random.oneOf(PROVINCES)}${random.oneOf(CITIES)}${random.oneOf(DISTRICTS)}${core}`, core };
  },
};

function residentId(random: Random): string {
  for (;;) {
    const born = `${1940 + random.below(70)}${String(1 + random.below(12)).padStart(2, '0')}${10 + random.below(18)}`;
    const body = `${random.oneOf(['110105', '310101', '440305', '510107', '330106', '320102'])}${born}${random.digits(3)}`;
    const sum = WEIGHTS.reduce((total, weight, nth) => total + weight * Number(body[nth]), 0);
    const number = body + '10X98765432'[sum % 11];
    if (isResidentId(number)) return number;
  }
}

/** Nineteen digits that pass Luhn, as the bank cards of the mainland have. */
function bankCard(random: Random): string {
  const body = `62${random.digits(16)}`;
  const sum = [...body].toReversed().reduce((total, digit, nth) => {
    const value = nth % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

export type Mint = {
  readonly all: readonly Canary[];
  make(kind: CanaryKind, of: Pick<Canary, 'person' | 'channel'>): Canary;
};

/** Makes canaries no one of which is, or holds, another. */
export function mint(random: Random): Mint {
  const all: Canary[] = [];
  return {
    all,
    make(kind, of) {
      for (;;) {
        const drawn = DRAW[kind](random);
        const taken = all.some(({ core }) => core.includes(drawn.core) || drawn.core.includes(core));
        if (taken) continue;
        const canary = { kind, ...drawn, ...of };
        all.push(canary);
        return canary;
      }
    },
  };
}
