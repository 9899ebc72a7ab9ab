import type { Random } from './random.ts';

/** The languages of the generated documents. */
export type Tongue = 'en' | 'zh';

const first = [
  'Northwind',
  'Blue Harbor',
  'Maple Leaf',
  'Silverline',
  'Green Valley',
  'Red Lantern',
  'Oakridge',
  'Bright Star',
  'Golden Gate',
  'Riverside',
];
const trade = [
  'Trading',
  'Textiles',
  'Hardware',
  'Foods',
  'Ceramics',
  'Electronics',
  'Furniture',
  'Toys',
  'Packaging',
  'Tools',
];
const legal = ['Ltd', 'LLC', 'GmbH', 'Inc.', 'B.V.', 'Co., Ltd.', 'S.A.'];
const chineseCity = ['上海', '深圳', '杭州', '广州', '苏州', '宁波', '青岛', '厦门'];
const chineseWord = ['海风', '明月', '远大', '金泰', '华兴', '瑞祥', '长青', '宏图', '天成', '恒信'];
const chineseTrade = ['贸易', '纺织品', '五金', '食品', '陶瓷', '电子', '家具', '玩具'];
const shop = ['Corner', 'Market', 'House', 'Studio', 'Goods', 'Supply'];
const chineseShop = ['旗舰店', '专营店', '百货店', '便利店'];

/** A company's legal name. */
export function companyName(random: Random, tongue: Tongue): string {
  return tongue === 'en'
    ? `${random.pick(first)} ${random.pick(trade)} ${random.pick(legal)}`
    : `${random.pick(chineseCity)}${random.pick(chineseWord)}${random.pick(chineseTrade)}有限公司`;
}

/** A store's name. */
export function storeName(random: Random, tongue: Tongue): string {
  return tongue === 'en'
    ? `${random.pick(first)} ${random.pick(shop)}`
    : `${random.pick(chineseWord)}${random.pick(chineseTrade)}${random.pick(chineseShop)}`;
}

/** A name that differs from the given one. */
export function otherName(name: string, draw: () => string): string {
  for (;;) {
    const drawn = draw();
    if (!similarStart(drawn, name)) return drawn;
  }
}

function similarStart(one: string, other: string): boolean {
  return one.slice(0, 4) === other.slice(0, 4);
}

/** An account of a social network. */
export function accountName(random: Random): string {
  const words = ['handmade', 'daily', 'kitchen', 'outdoor', 'vintage', 'studio', 'green', 'travel', 'craft', 'urban'];
  return `${random.pick(words)}${random.pick(['.', '_', ''])}${random.pick(words)}${random.int(0, 1) === 0 ? '' : random.int(2, 99)}`;
}
