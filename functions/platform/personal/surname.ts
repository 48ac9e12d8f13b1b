const COMPOUND = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
    '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
    '段干 百里 呼延 东郭 南门 羊舌 微生 公仪 梁丘 左丘 西门 第五 南荣 东里 仲长 子桑 即墨 达奚 褚师 纳兰 完颜 叶赫 耶律 单于 ' +
    '淳于 歐陽 司馬 諸葛 東方 鮮于 閭丘 軒轅 獨孤 納蘭 赫連 鍾離 長孫 東郭 屈突 贺兰 宿勤 哥舒 上宫 西陵 司城 北宫'
  ).split(' '),
);

// The surnames that nearly everybody bears; the rarest ones, which are everyday words too, are left out.
const SINGLE = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严' +
    '莫孔向常汤康易乔文赖牛樊葛邢安齐庞施倪颜翟章鲁伍岳温季俞鲍裴庄柯詹洪祝殷申柳米瞿翁喻焦麦阮辛管左宁盛涂欧毕凌聂卫游童祁骆柴关梅符舒耿卓项费卜娄匡屈甄蒙冉苗尚路单房车连古柏曲简巩蔺褚解鄢佟滕隋储' +
    '阎闵党艾包邬窦戚裘桂蒲靳桑仇邸商全代臧应华纪池冷谷宫明时成占习敖粟谌沙晏蓝岑苟尤牟邝荆栾郎农井木元师楚海凤支亓傅霍甘虞昝缪宗宣贲郁杭诸钮嵇滑羊惠麴封芮汲邴糜富乌巴弓牧隗宓郗班仰仲伊暴钭厉戎祖景' +
    '束幸韶郜蓟薄印宿怀邰鄂索籍屠阴胥苍闻莘贡劳逄姬扶堵宰郦雍璩濮寿扈燕冀郏浦慕茹宦容慎庾暨衡步弘寇禄阙殳沃蔚夔隆厍晁勾訾阚饶毋乜鞠丰巢蒯竺权逯盖桓帅缑亢况仉墨哈谯笪苑兰栗綦肇揭门雒刁花麻骞冼矫辜荀' +
    '迟庹宾鹿張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭蔣葉呂盧鐘譚陸範韋賈鄒閻龍賀顧龔萬錢嚴湯喬賴龐顏魯溫莊麥寧畢聶衛駱關費連',
);

/** The surname a Chinese name begins with, a compound one whole; nothing when no surname begins it. */
export function surnameOf(name: string): string | undefined {
  const two = name.slice(0, 2);
  if (COMPOUND.has(two)) return two;
  return SINGLE.has(name.slice(0, 1)) ? name.slice(0, 1) : undefined;
}
