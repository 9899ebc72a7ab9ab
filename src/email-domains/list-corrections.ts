/**
 * Domains that the packages' lists of mailbox providers and throw-away domains name, but that are not: registries under
 * which businesses have their own domains, organizations whose staff has addresses there, and the examples of RFC 2606,
 * at which nobody can get one.
 */
export const LISTED_BY_MISTAKE: readonly string[] = listOf(`
  com.ar msk.ru net.ua nom.za org.ua spb.ru web.id za.com zp.ua
  alibaba.com ancestry.com arcotronics.bg aver.com blogos.com bolt.com bt.com
  dailypioneer.com discovery.com dnsmadeeasy.com easypost.com enel.net infomart.or.jp
  kansascity.com medscape.com name.com naplesnews.net nus.edu.sg oath.com parrot.com
  saudia.com singpost.com techspot.com test.de unican.es
  example.com example.net example.org
`);

/** Providers of mailboxes for everybody that the list lacks. */
export const MAILBOX_PROVIDERS_NOT_LISTED: readonly string[] = listOf(`
  139.com 163.net 189.cn 263.net 2980.com sina.com.cn sohu.com wo.cn icloud.com.cn
  biglobe.ne.jp goo.jp nifty.com ocn.ne.jp plala.or.jp so-net.ne.jp ymobile.ne.jp
  dreamwiz.com hanmir.com kakao.com hinet.net seed.net.tw netvigator.com
  atlas.cz azet.sk citromail.hu dir.bg indamail.hu inbox.lt interia.eu mail.bg net.hr
  onet.eu one.lt op.pl siol.net tlen.pl volny.cz vp.pl zoznam.sk
  autorambler.ru bigmir.net internet.ru mail.kz meta.ua myrambler.ru ro.ru tut.by
  aon.at bbox.fr chello.at hispeed.ch mail.de numericable.fr xs4all.nl ziggo.nl
  mweb.co.za mynet.com rediff.com telkomsa.net vodamail.co.za xfinity.com
  live.at live.ch live.cl live.co.za live.com.my live.com.ph live.com.pt live.fi live.in
  live.no live.ru live.se
  atomicmail.io countermail.com disroot.org fastmail.com mailfence.com onmail.com posteo.de
  posteo.net riseup.net skiff.com startmail.com tuta.com tuta.io tutamail.com
  tutanota.com tutanota.de zohomail.com zohomail.eu zohomail.in
`);

/** Brands that have mailboxes, and nothing but, under the endings of many countries: yahoo.pl, hotmail.com.tr. */
export const MAILBOX_BRAND = /^(?:gmail|gmx|googlemail|hotmail|outlook|yahoo|yandex)\.(?:com?\.)?[a-z]{2,4}$/;

function listOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
