/** Words under a country that belong to no one organisation, as in `shop.com.cn` or `shop.co.uk`; those of `.cn` also name provinces. */
const SHARED = new Set('com net org gov edu ac co ne or go gob mil'.split(' '));
const PROVINCES = new Set(
  'bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo'.split(' '),
);

/** The domain that somebody registered and may name anything below: its last two labels, or three where two are everybody's. */
export function organisationOf(domain: string): string {
  const labels = domain.toLowerCase().split('.');
  const [second = '', country = ''] = labels.slice(-2);
  const isShared = country.length === 2 && (SHARED.has(second) || (country === 'cn' && PROVINCES.has(second)));
  return labels.slice(isShared ? -3 : -2).join('.');
}
