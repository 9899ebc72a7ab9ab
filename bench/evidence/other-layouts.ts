import type { BenchDocument } from './document.ts';
import { accountName, companyName, otherName, storeName, type Tongue } from './names.ts';
import { writeAmount } from './notations.ts';
import { pageFrame } from './page-frame.ts';
import { createRandom } from './random.ts';

/** How to draw a document that is no statement. */
export interface OtherRecipe {
  readonly seed: string;
  readonly kind: 'STORE_BACKEND_SCREENSHOT' | 'STORE_PHOTO' | 'BUSINESS_LICENSE' | 'SOCIAL_MEDIA_SCREENSHOT';
  readonly tongue: Tongue;
  readonly layout: number;
  /** Leaves out what the kind must show, or shows that of somebody else. */
  readonly isNegative: boolean;
}

/** Draws it, the same for the same recipe. */
export function drawOther(recipe: OtherRecipe): BenchDocument {
  const drawn = drawKind(recipe);
  return {
    id: `${recipe.seed}${recipe.isNegative ? '-negative' : ''}`,
    kind: recipe.kind,
    tongue: recipe.tongue,
    ...drawn,
  };
}

type Drawn = Omit<BenchDocument, 'id' | 'kind' | 'tongue'>;

function drawKind(recipe: OtherRecipe): Drawn {
  switch (recipe.kind) {
    case 'STORE_BACKEND_SCREENSHOT':
      return drawBackend(recipe);
    case 'STORE_PHOTO':
      return drawPhoto(recipe);
    case 'BUSINESS_LICENSE':
      return drawLicense(recipe);
    case 'SOCIAL_MEDIA_SCREENSHOT':
      return drawSocial(recipe);
  }
}

function drawBackend({ seed, tongue, layout, isNegative }: OtherRecipe): Drawn {
  const random = createRandom(seed);
  const name = storeName(random, tongue);
  const count = random.int(12, 940);
  const dark = layout % 2 === 1 ? 'body{background:#1c2230;color:#e8e8ee}td,th{border-color:#3a4358}' : '';
  const statuses =
    tongue === 'en' ? ['Paid', 'Fulfilled', 'Refunded', 'Shipped'] : ['已付款', '已发货', '交易成功', '已退款'];
  const rows = Array.from({ length: 7 }, (_, index) => {
    const amount = writeAmount(random.int(900, 90_000), tongue === 'en' ? 'USD' : 'CNY', 'sign');
    const number = tongue === 'en' ? `#${1042 - index}` : `2026${random.int(10_000_000, 99_999_999)}`;
    return `<tr><td>${number}</td><td>2026-08-${String(20 - index).padStart(2, '0')}</td><td class="r">${amount}</td><td>${random.pick(statuses)}</td></tr>`;
  }).join('');
  const orders =
    tongue === 'en'
      ? `<h2>Orders</h2><p>${count} orders this month</p><table><tr><th>Order</th><th>Date</th><th class="r">Total</th><th>Status</th></tr>${rows}</table>`
      : `<h2>订单管理</h2><p>共${count}笔订单</p><table><tr><th>订单号</th><th>下单时间</th><th class="r">金额</th><th>状态</th></tr>${rows}</table>`;
  const settings =
    tongue === 'en'
      ? '<h2>Settings</h2><p>Language: English</p><p>Theme: Standard</p><p>Time zone: UTC</p><p>Members of staff: 3</p>'
      : '<h2>设置</h2><p>语言:简体中文</p><p>主题:标准</p><p>时区:东八区</p>';
  const shown = isNegative ? otherName(name, () => storeName(random, tongue)) : name;
  const menu = tongue === 'en' ? 'Home<br>Products<br>Customers<br>Marketing' : '首页<br>商品<br>客户<br>营销';
  const body = `<div style="display:flex;gap:32px"><div style="width:160px"><h3>${shown}</h3><p>${menu}</p></div><div style="flex:1">${isNegative ? settings : orders}</div></div>`;
  return {
    html: pageFrame('sans', tongue, dark, body),
    width: 1100,
    truth: isNegative ? {} : { name, orders: count },
    claims: { STORE_NAME: name },
    facts: ['STORE_NAME', 'ORDER_INFORMATION'],
  };
}

function drawPhoto({ seed, tongue, layout, isNegative }: OtherRecipe): Drawn {
  const random = createRandom(seed);
  const name = storeName(random, tongue);
  const shown = isNegative ? otherName(name, () => storeName(random, tongue)) : name;
  const [wall, sign, letters] = [
    ['#b9a48a', '#7a2e21', '#fff'],
    ['#8fa3b0', '#f4f1e6', '#223'],
    ['#c9c4bb', '#1d4d3a', '#f6e9b8'],
  ][layout % 3] ?? ['#bbb', '#333', '#fff'];
  const small = tongue === 'en' ? 'Open 9 to 18' : '营业时间 9:00';
  const style = `body{background:linear-gradient(160deg,${wall},#6d6a66);padding:60px;min-height:620px}
.sign{background:${sign};color:${letters};font-size:64px;font-weight:700;text-align:center;padding:24px}
.windows{display:flex;gap:40px;margin-top:50px}.windows div{flex:1;height:300px;background:linear-gradient(120deg,#dfe9ee,#7d8d96);border:12px solid #444}`;
  const body = `<div class="sign">${shown}</div><div class="windows"><div></div><div style="flex:.6;font-size:18px;padding:20px">${small}</div><div></div></div>`;
  return {
    html: pageFrame(layout % 2 === 0 ? 'sans' : 'serif', tongue, style, body),
    width: 1000,
    truth: isNegative ? {} : { name },
    claims: { STORE_NAME: name },
    facts: ['STORE_NAME'],
  };
}

function drawLicense({ seed, tongue, layout, isNegative }: OtherRecipe): Drawn {
  const random = createRandom(seed);
  const name = companyName(random, tongue);
  const shown = isNegative ? otherName(name, () => companyName(random, tongue)) : name;
  const number = `${random.int(91_000_000, 91_999_999)}${random.int(1_000_000, 9_999_999)}`;
  const [title, rows] =
    tongue === 'en'
      ? [
          layout % 2 === 0 ? 'Business License' : 'CERTIFICATE OF INCORPORATION',
          [
            ['Registration number', number],
            ['Entity name', shown],
            ['Registered office', '4 Mill Lane, Portmouth'],
            ['Date of registration', '12 March 2019'],
            ['Type', 'Limited company'],
          ],
        ]
      : [
          '营业执照',
          [
            ['统一社会信用代码', number],
            ['名称', shown],
            ['类型', '有限责任公司'],
            ['住所', '人民路100号'],
            ['成立日期', '2019年03月12日'],
          ],
        ];
  const list = (rows as readonly (readonly string[])[])
    .map(([label, value]) => `<tr><td style="width:34%">${label}</td><td>${value}</td></tr>`)
    .join('');
  const style = `body{padding:70px;background:#fdfbf3}h1{text-align:center;font-size:38px;color:#8a1c1c}.f{border:6px double #b08d3c;padding:36px}td{font-size:18px;border:0;padding:10px}`;
  return {
    html: pageFrame(
      layout % 2 === 0 ? 'serif' : 'sans',
      tongue,
      style,
      `<div class="f"><h1>${title}</h1><table>${list}</table></div>`,
    ),
    width: 900,
    truth: isNegative ? {} : { name },
    claims: { ENTITY_NAME: name },
    facts: ['ENTITY_NAME'],
  };
}

function drawSocial({ seed, tongue, layout, isNegative }: OtherRecipe): Drawn {
  const random = createRandom(seed);
  const account = accountName(random);
  const shownAccount = isNegative ? otherName(account, () => accountName(random)) : account;
  const thousands = random.int(12, 480);
  const [followers, written] = followersOf(tongue, layout, thousands, random.int(1, 9), random.int(100, 999));
  const [posts, following] = [random.int(20, 900), random.int(20, 900)];
  const labels = tongue === 'en' ? ['posts', 'followers', 'following'] : ['作品', '粉丝', '关注'];
  const values = [String(posts), written, String(following)];
  const shown = labels
    .map((label, index) => ({ label, value: values[index] ?? '' }))
    .filter((_, index) => !isNegative || index !== 1);
  const dark = layout % 3 === 2 ? 'body{background:#111;color:#eee}' : '';
  const counts =
    layout % 2 === 0
      ? `<div style="display:flex;gap:40px">${shown.map(({ label, value }) => `<div style="text-align:center"><b style="font-size:20px">${value}</b><div>${label}</div></div>`).join('')}</div>`
      : `<p>${shown.map(({ label, value }) => `<b>${value}</b> ${label}`).join(' &nbsp; ')}</p>`;
  const about = tongue === 'en' ? 'Things made by hand, every day something new' : '每天分享手工好物';
  const body = `<h2>@${shownAccount}</h2>${counts}<p>${about}</p><div style="display:grid;grid-template-columns:1fr 1fr 1fr;gap:4px">${'<div style="height:110px;background:linear-gradient(45deg,#cba,#89a)"></div>'.repeat(6)}</div>`;
  return {
    html: pageFrame('sans', tongue, dark, body),
    width: 430,
    truth: isNegative ? {} : { account, followers },
    claims: { ACCOUNT: account, FOLLOWER_COUNT: String(followers) },
    facts: ['ACCOUNT', 'FOLLOWER_COUNT'],
  };
}

/** How many follow, and how the page writes it. */
function followersOf(
  tongue: Tongue,
  layout: number,
  thousands: number,
  tenth: number,
  rest: number,
): readonly [number, string] {
  if (layout % 3 === 0) return [thousands * 1000 + rest, (thousands * 1000 + rest).toLocaleString('en-US')];
  const rounded = thousands * 1000 + tenth * 100;
  if (tongue === 'en') return [rounded, `${thousands}.${tenth}${layout % 3 === 1 ? 'K' : 'k'}`];
  const tens = Math.round(rounded / 1000) * 1000;
  return [tens, `${(tens / 10_000).toFixed(1)}万`];
}
