"""The same questions in other words: colloquial, misspelt, mixed with English, in another order, in numerals of all
kinds. What is expected was written from what a borrower means, not from what the reading does.
"""

import pytest

from tests.credit.answering import read

# (question, platforms, topic) and, where it tells them, days, year, also, fen. TODAY is 24 November 2026.
Case = tuple[str, str, str | None, dict[str, object]]


def case(
    question: str, platforms: str, topic: str | None, **told: object
) -> tuple[str, tuple[str, ...], str | None, dict[str, object]]:
    return question, tuple(platforms.split()), topic, told


DAYS = [
    case("花呗逾期一百二十天", "huabei", "overdue", days=120),
    case("花呗都120天没还了", "huabei", "overdue", days=120),
    case("借呗拖了仨月", "jiebei", "overdue", days=90),
    case("白条晚了俩礼拜", "jd-baitiao", "overdue", days=14),
    case("借呗晚了俩星期没还上", "jiebei", "overdue", days=14),
    case("信用卡逾期大半个月了会怎么样", "credit-card", "overdue", days=20),
    case("花呗欠了小半个月", "huabei", "overdue", days=10),
    case("花呗逾期十来天上征信吗", "huabei", "overdue", days=10),
    case("借呗逾期十几天", "jiebei", "overdue", days=11),
    case("借呗晚了二十多天", "jiebei", "overdue", days=21),
    case("白条欠了一个多月没还", "jd-baitiao", "overdue", days=31),
    case("花呗逾期两个多月了", "huabei", "overdue", days=61),
    case("借呗逾期三四天", "jiebei", "overdue", days=4),
    case("借呗逾期两三个月了", "jiebei", "overdue", days=90),
    case("花呗逾期廿天", "huabei", "overdue", days=20),
    case("花呗逾期了２９天", "huabei", "overdue", days=29),
    case("信用卡断了半年没还", "credit-card", "overdue", days=182),
    case("信用卡一年没还了", "credit-card", "overdue", days=365),
    case("借呗一年半没还", "jiebei", "overdue", days=547),
    case("花呗过期三天", "huabei", "overdue", days=3),
    case("花呗超了5天还没还", "huabei", "overdue", days=5),
    case("花呗昨天到期忘了还", "huabei", "overdue", days=1),
    case("花呗前天就该还了，没还", "huabei", "overdue", days=2),
    case("借呗11月10号到期没还", "jiebei", "overdue", days=14),
    case("借呗十一月十号该还的没还", "jiebei", "overdue", days=14),
    case("花呗11月20日没还", "huabei", "overdue", days=4),
    case("借呗逾期第二天", "jiebei", "overdue", days=2),
    case("有5天没还借呗了", "jiebei", "overdue", days=5),
    case("逾期快一个月的白条", "jd-baitiao", "overdue", days=30),
    case("我花呗，逾期，3，天", "huabei", "overdue", days=3),
    case("逾期三天的花呗上不上征信", "huabei", "overdue", days=3),
    case("三天了，花呗还没还上", "huabei", "overdue", days=3),
    case("我的信用卡已经晚了整整一周", "credit-card", "overdue", days=7),
    case("信用卡逾期1周多", "credit-card", "overdue", days=8),
    case("借呗晚还两天有事吗", "jiebei", "overdue", days=2),
    case("借呗迟还了1天有没有影响", "jiebei", "overdue", days=1),
    case("不小心借呗晚还一天要紧吗", "jiebei", "overdue", days=1),
    case("花呗九十天没还", "huabei", "overdue", days=90),
    case("花呗欠一百八十一天", "huabei", "overdue", days=181),
    case("花呗逾期两百天", "huabei", "overdue", days=200),
    case("花呗逾期三个月零五天", "huabei", "overdue", days=95),
    case("my huabei is 31 days overdue", "huabei", "overdue", days=31),
    case("jiebei overdue for a week, will it be reported?", "jiebei", "overdue", days=7),
    case("Huabei 逾期 3 days", "huabei", "overdue", days=3),
    case("two months behind on my credit card", "credit-card", "overdue", days=60),
    case("half a month late on Jiebei", "jiebei", "overdue", days=15),
    case("I forgot to pay jiebei yesterday", "jiebei", "overdue", days=1),
    case("twenty-one days late with my credit card", "credit-card", "overdue", days=21),
    case("中行的个人贷款晚还一天", "bank-of-china-loan", "overdue", days=1),
    case("中国银行贷款迟了1日", "bank-of-china-loan", "overdue", days=1),
    case("村镇银行贷的款逾期一天", "village-bank", "overdue", days=1),
    case("小赢卡贷三天没还", "xiaoying-kadai", "overdue", days=3),
    case("有钱花晚了1天没还", "duxiaoman", "overdue", days=1),
    case("优享贷晚一天还", "youxiangdai", "overdue", days=1),
    case("拍拍贷四天没还", "paipaidai", "overdue", days=4),
    case("安逸花晚了一天", "anyihua", "overdue", days=1),
    case("信用卡晚还六天", "credit-card", "overdue", days=6),
    case("信用卡过了还款日7天", "credit-card", "overdue", days=7),
    case("逾期十五天，会不会上征信", "", "overdue", days=15),
    case("欠款逾期半个月会报征信吗", "", "overdue", days=15),
    case("花呗晚几天会怎样", "huabei", "overdue"),
    case("花呗还有三天才到还款日", "huabei", None),
    case("花呗每个月10号还款，晚了3天", "huabei", "overdue", days=3),
]

REPORTING = [
    case("花呗进征信吗", "huabei", "reporting"),
    case("花呗接入人行征信了没", "huabei", "reporting"),
    case("花呗报征信不", "huabei", "reporting"),
    case("请问一下花呗到底上不上征信啊？", "huabei", "reporting"),
    case("上征信吗，花呗", "huabei", "reporting"),
    case("征信上有花呗吗", "huabei", "reporting"),
    case("花呗会体现在征信报告里吗", "huabei", "reporting"),
    case("does huabei show up on my credit report?", "huabei", "reporting"),
    case("Is Jiebei reported to the PBOC?", "jiebei", "reporting"),
    case("花呗 on credit report 吗", "huabei", "reporting"),
    case("安逸花有没有接征信系统", "anyihua", "reporting"),
    case("安逸花接央行征信了吗", "anyihua", "reporting"),
    case("三六零借条上征信吗", "qifu-jietiao", "reporting"),
    case("360借条会不会上报征信", "qifu-jietiao", "reporting"),
    case("360的网贷报征信吗", "qifu-jietiao", "reporting"),
    case("保单贷款上征信不", "policy-loan", "reporting"),
    case("用保险单借的钱进不进征信", "policy-loan", "reporting"),
    case("支付宝备用金进征信吗", "alipay-beiyongjin", "reporting"),
    case("备用金会上征信吗", "alipay-beiyongjin", "reporting"),
    case("支付宝的信用贷上不上征信", "alipay-xinyongdai", "reporting"),
    case("省呗接征信了吗", "shengbei", "reporting"),
    case("省呗上征信系统吗", "shengbei", "reporting"),
    case("放心借有没有上征信", "douyin-fangxinjie", "reporting"),
    case("抖音的放心借接入征信了没有", "douyin-fangxinjie", "reporting"),
    case("抖音白条会上征信不", "douyin-baitiao", "reporting"),
    case("分期乐会不会上征信", "fenqile", "reporting"),
    case("在微博借钱上征信不", "weibo-jieqian", "reporting"),
    case("所有的银行贷款都上征信吗", "bank-loan", "reporting"),
    case("从银行贷款是不是都要上征信", "bank-loan", "reporting"),
    case("手机上的借款APP借了钱上征信吗", "online-loan", "reporting"),
    case("网贷都上征信吗", "online-loan", "reporting"),
    case("民间借贷会上征信吗", "private-loan", "reporting", also="legitimacy"),
    case("民间借的钱上不上征信", "private-loan", "reporting", also="legitimacy"),
    case("玖富万卡借的款，银行能查到吗", "jiufu-wanka", "reporting", also="bank-visibility"),
    case("开通了抖音月付会不会上征信", "douyin-yuefu", "reporting", also="opened-unused"),
    case("抖音月付一开通就上征信吗", "douyin-yuefu", "reporting", also="opened-unused"),
    case("有钱花是不是度小满，上征信吗", "duxiaoman", "reporting"),
    case("好分期不还会怎样，上征信吗", "haofenqi", "overdue", also="reporting"),
    case("好分期上征信吗，如果一直不还呢", "haofenqi", "reporting", also="overdue"),
    case("美团生活费属于网贷吗，会上征信吗", "meituan-yuefu", "reporting", also="legitimacy liability"),
    case("花呗现在怎么报征信，是逐笔报还是按月", "huabei", "reporting", also="granularity"),
]

YEARS = [
    case("二零二二年花呗上征信吗", "huabei", "reporting", year=2022),
    case("2022年那会儿花呗上征信吗", "huabei", "reporting", year=2022),
    case("22年花呗报不报征信", "huabei", "reporting", year=2022),
    case("前年花呗上征信吗", "huabei", "reporting", year=2024),
    case("大前年借呗上征信吗", "jiebei", "reporting", year=2023),
    case("花呗去年上征信没", "huabei", "reporting", year=2025),
    case("三年前花呗上征信吗", "huabei", "reporting", year=2023),
    case("二〇二〇年借呗上征信吗", "jiebei", "reporting", year=2020),
    case("借呗2019上征信吗", "jiebei", "reporting", year=2019),
    case("一九年的借呗上征信吗", "jiebei", "reporting", year=2019),
    case("2020年的时候，花呗会上征信吗", "huabei", "reporting", year=2020),
    case("2020 年 花 呗 上 征 信 吗", "huabei", "reporting", year=2020),
    case("was Jiebei reported back in 2020?", "jiebei", "reporting", year=2020),
    case("花呗 征信 2022", "huabei", "reporting", year=2022),
    case("2023年借呗在征信上怎么显示", "jiebei", "usage", year=2023),
    case("2023年用了借呗对征信有影响吗", "jiebei", "usage", year=2023),
    case("2020年洋钱罐借的钱报征信吗", "yangqianguan", "reporting", year=2020),
    case("20年的洋钱罐影响征信吗", "yangqianguan", "usage", year=2020),
    case("2020年钱站贷款征信报告里怎么体现的", "qianzhan", "reporting", year=2020),
    case("2020年支付宝备用金用了影响征信吗", "alipay-beiyongjin", "usage", year=2020, also="reporting"),
]

USAGE = [
    case("用安逸花对征信有影响吗", "anyihua", "usage"),
    case("借了安逸花影响征信不", "anyihua", "usage"),
    case("借呗用了影响不影响征信", "jiebei", "usage"),
    case("用借呗会不会对征信有影响", "jiebei", "usage"),
    case("借呗对征信影响大吗", "jiebei", "usage"),
    case("贷款跟征信有啥关系", "", "usage"),
    case("贷了款会影响征信分吗", "", "usage"),
    case("美团借钱影响征信不", "meituan-jieqian", "usage"),
    case("小米贷款对征信有没有影响", "xiaomi-loan", "usage"),
    case("钱站借款影响征信吗", "qianzhan", "usage"),
    case("花呗跟分期乐一起用影响征信吗", "huabei fenqile", "usage"),
    case("分期乐、花呗同时用会影响征信吗", "fenqile huabei", "usage"),
    case("现在花呗影响征信吗", "huabei", "usage"),
    case("找私人放贷的借钱会影响征信吗", "private-loan", "usage"),
    case("有钱花对征信有影响没", "duxiaoman", "usage"),
    case("支付宝备用金该怎么用，会影响征信吗", "alipay-beiyongjin", "usage"),
    case("现金巴士和拍拍贷影响征信吗", "xianjin-bashi paipaidai", "usage"),
    case("does using Jiebei affect my credit?", "jiebei", "usage"),
    case("will huabei hurt my credit score", "huabei", "usage"),
]

LATE = [
    case("晚还了款征信会怎么样", "", "overdue"),
    case("逾期了，征信会受影响吗", "", "overdue"),
    case("贷款逾期会不会影响征信", "", "overdue"),
    case("逾期还款会有什么后果", "", "overdue"),
    case("花呗没按时还怎么办，征信会有什么后果", "huabei", "overdue", also="coping"),
    case("支付宝逾期了会上征信吗", "huabei jiebei", "overdue"),
    case("美团逾期了", "meituan-yuefu meituan-jieqian", "overdue"),
    case("美团的钱没还", "meituan-yuefu meituan-jieqian", "overdue"),
    case("优正签借条逾期上征信吗", "youzhengqian", "overdue"),
    case("花呗一直欠着不还会有啥后果", "huabei", "overdue"),
    case("京东白条逾期有什么后果", "jd-baitiao", "overdue"),
    case("捷信逾期了现在还上征信不", "home-credit", "overdue"),
    case("捷信的钱一直没还", "home-credit", "overdue"),
    case("花呗逾期征信怎么记，详细说说", "huabei", "overdue"),
    case("美团借钱、借呗、备用金全逾期了", "meituan-jieqian jiebei alipay-beiyongjin", "overdue"),
    case("what happens if I don't pay huabei", "huabei", "overdue"),
    case("missed a payment on my credit card", "credit-card", "overdue"),
    case("忘记还花呗了", "huabei", "overdue"),
    case("花呗还款晚了会上征信吗", "huabei", "overdue"),
]

COPING = [
    case("支付宝的钱逾期了该怎么补救", "huabei jiebei", "coping", also="overdue"),
    case("信用卡逾期了该怎么处理", "credit-card", "coping", also="overdue"),
    case("信用卡逾期了咋办", "credit-card", "coping", also="overdue"),
    case("花呗还不起了咋整", "huabei", "coping"),
    case("捷信逾期了怎样才不会变成黑户", "home-credit", "coping", also="overdue"),
    case("已经逾期了怎样把影响降到最小", "", "coping", also="overdue"),
    case("借呗逾期了该如何是好", "jiebei", "coping", also="overdue"),
    case("I can't pay Huabei this month, what should I do", "huabei", "coping"),
    case("网贷还不上了怎么办", "online-loan", "coping"),
    case("花呗想协商还款", "huabei", "coping"),
    case("没钱还借呗了怎么办", "jiebei", "coping"),
]

RECORD = [
    case("征信逾期记录怎么消除", "", "removal"),
    case("征信上的逾期怎样才能去掉", "", "removal"),
    case("花钱能洗白征信吗", "", "removal"),
    case("逾期记录多久消失", "", "removal"),
    case("how do I remove an overdue record from my report", "", "removal", also="overdue"),
    case("花呗算不算负债", "huabei", "liability"),
    case("花呗属于个人负债吗", "huabei", "liability"),
    case("does huabei count as debt", "huabei", "liability"),
    case("花呗每笔消费都记征信吗", "huabei", "granularity"),
    case("每用一次花呗都会上一次征信吗", "huabei", "granularity"),
    case("借呗借一次就上一次征信吗", "jiebei", "granularity"),
    case("借呗是不是每借一笔上一笔征信", "jiebei", "granularity"),
    case("抖音月付开通了没用", "douyin-yuefu", "opened-unused"),
    case("抖音月付开了没用过上征信吗", "douyin-yuefu", "opened-unused"),
    case("花呗开通以后一次没用过", "huabei", "opened-unused"),
    case("为啥征信报告上没有我的花呗", "huabei", "missing-record"),
    case("我的花呗怎么在征信里查不到", "huabei", "missing-record"),
    case("why is huabei not on my report", "huabei", "missing-record"),
    case("花呗这几年上征信的规定怎么变的", "huabei", "history"),
    case("花呗从哪年开始上征信", "huabei", "history"),
    case("花呗是什么时候开始上征信的", "huabei", "history"),
    case("安逸花银行看得见吗", "anyihua", "bank-visibility", also="reporting"),
    case("银行能不能看到安逸花", "anyihua", "bank-visibility", also="reporting"),
    case("放心借一直按时还对征信好吗", "douyin-fangxinjie", "on-time"),
    case("放心借每期都按时还，征信会变好吗", "douyin-fangxinjie", "on-time"),
    case("只注册了网贷，没借过钱，影响征信吗", "online-loan", "registration"),
    case("注册了网贷但没借，征信有影响吗", "online-loan", "registration"),
    case("网贷申请了没放款，征信上有记录吗", "online-loan", "not-disbursed"),
    case("网贷没批下来会留征信记录吗", "online-loan", "not-disbursed"),
    case("申请网贷被拒了征信有记录吗", "online-loan", "not-disbursed"),
    case("花呗升级要不要同意上征信", "huabei", "upgrade", also="reporting"),
    case("征信花了怎么办", "", "inquiry"),
    case("征信查询次数太多有影响吗", "", "inquiry"),
    case("点一下借呗额度会有查询记录吗", "jiebei", "inquiry"),
    case("how many hard inquiries are too many", "", "inquiry"),
]

OTHER = [
    case("洋钱罐宽限几天，宽限期里算逾期不", "yangqianguan", "grace-period"),
    case("洋钱罐有没有宽限期", "yangqianguan", "grace-period"),
    case("花呗有容时期吗", "huabei", "grace-period"),
    case("花呗可以晚几天还不算逾期", "huabei", "grace-period"),
    case("is there a grace period on Huabei", "huabei", "grace-period"),
    case("就欠几百块逾期了会影响征信吗", "", "small-amount"),
    case("才几百块钱逾期，征信有影响吗", "", "small-amount"),
    case("几百块逾期了怎么补救", "", "small-amount", also="coping"),
    case("花呗就几十块没还", "huabei", "small-amount", also="overdue"),
    case("花呗忘了还几毛钱", "huabei", "small-amount"),
    case("贷款办了延期，征信上怎么写", "", "extension"),
    case("花呗能延期还款吗", "huabei", "extension"),
    case("借呗可以晚点还吗，申请展期", "jiebei", "extension"),
    case("银行贷款做了分期还影响征信吗", "bank-loan", "instalments"),
    case("信用卡账单分期影响征信吗", "credit-card", "instalments"),
    case("花呗分期影响征信吗", "huabei", "instalments"),
    case("欠钱被告了，征信会怎么样", "", "sued"),
    case("借呗起诉我了怎么办", "jiebei", "sued"),
    case("收到法院传票了，欠花呗的钱", "huabei", "sued"),
    case("was sued over my credit card debt", "credit-card", "sued"),
    case("分期乐对买房贷款有影响吗", "fenqile", "mortgage"),
    case("用了花呗影响办房贷不", "huabei", "mortgage"),
    case("有花呗能贷款买房吗", "huabei", "mortgage"),
    case("will Huabei affect my mortgage", "huabei", "mortgage"),
    case("京东金条用过了还可以贷款买车吗", "jd-jintiao", "car-loan"),
    case("用过金条能不能办车贷", "jd-jintiao", "car-loan"),
    case("花呗会影响考公务员吗", "huabei", "civil-service"),
    case("有花呗记录政审过得了吗", "huabei", "civil-service"),
    case("借呗逾期影响当兵吗", "jiebei", "civil-service"),
    case("钱站平台正规吗", "qianzhan", "legitimacy"),
    case("钱站靠谱不靠谱", "qianzhan", "legitimacy"),
    case("好分期安不安全，银行能查到吗", "haofenqi", "legitimacy", also="bank-visibility"),
    case("度小满是正规平台吗，上不上征信", "duxiaoman", "legitimacy", also="reporting"),
    case("安逸花是啥平台", "anyihua", "legitimacy"),
    case("安逸花是哪家公司的", "anyihua", "legitimacy"),
    case("is Duxiaoman legit", "duxiaoman", "legitimacy"),
    case("优品租的手机续租影响征信吗", "youpinzu", "rental"),
    case("优品租租机买断会影响征信吗", "youpinzu", "rental"),
]

MISSPELT = [
    case("花贝逾期三天", "huabei", "overdue", days=3),
    case("花北上征信吗", "huabei", "reporting"),
    case("花唄上徵信嗎", "huabei", "reporting"),
    case("借唄逾期兩個月怎麼辦", "jiebei", "coping", days=60, also="overdue"),
    case("借贝上征信嘛", "jiebei", "reporting"),
    case("介呗上征信吗", "jiebei", "reporting"),
    case("美图月付逾期5天", "meituan-yuefu", "overdue", days=5),
    case("美团月富上征信吗", "meituan-yuefu", "reporting"),
    case("安一花上征信吗", "anyihua", "reporting"),
    case("拍拍代逾期四天", "paipaidai", "overdue", days=4),
    case("小花钱宝逾期", "xiaohua", "overdue"),
    case("京东百条逾期了", "jd-baitiao", "overdue"),
    case("度晓满上征信吗", "duxiaoman", "reporting"),
    case("抖音月负上征信吗", "douyin-yuefu", "reporting"),
    case("huabai overdue 3 days", "huabei", "overdue", days=3),
    case("hua bei 逾期了", "huabei", "overdue"),
    case("jie bei 上征信吗", "jiebei", "reporting"),
    case("fenqle 上征信吗", "fenqile", "reporting"),
    case("信用咔逾期了", "credit-card", "overdue"),
    case("省背上征信吗", "shengbei", "reporting"),
    case("分期乐（乐信）上征信吗？？", "fenqile", "reporting"),
    case("「花呗」、『借呗』上征信吗", "huabei jiebei", "reporting"),
    case("拍拍贷&花呗&白条都逾期了", "paipaidai huabei jd-baitiao", "overdue"),
]

AMOUNTS = [
    case("花呗欠500元逾期", "huabei", "overdue", fen=50_000),
    case("花呗逾期五百来块", "huabei", "overdue", fen=50_000),
    case("借呗欠两千多没还", "jiebei", "overdue", fen=200_000),
    case("借呗欠了1w还不上", "jiebei", "coping", fen=1_000_000),
    case("信用卡欠3万5没还", "credit-card", "overdue", fen=3_500_000),
    case("信用卡欠了一万二逾期两个月", "credit-card", "overdue", fen=1_200_000, days=60),
    case("白条欠2k逾期10天", "jd-baitiao", "overdue", fen=200_000, days=10),
    case("花呗欠一千五没还", "huabei", "overdue", fen=150_000),
    case("花呗逾期1,204.10元", "huabei", "overdue", fen=120_410),
    case("欠了花呗八百块三天没还", "huabei", "overdue", fen=80_000, days=3),
    case("欠网贷十几万还不上怎么办", "online-loan", "coping"),
    case("3000 yuan late on jiebei by 5 days", "jiebei", "overdue", fen=300_000, days=5),
]

NOTHING_TO_READ = [
    case("今天天气怎么样", "", None),
    case("hello there", "", None),
    case("???", "", None),
    case("花钱如流水", "", None),
    case("我的手机借给同学了", "", None),
]

AGAIN = [
    case("征信会怎样，我还晚了", "", "overdue"),
    case("玖富万卡银行能查吗", "jiufu-wanka", "bank-visibility"),
    case("好分期不还会怎么样，上征信不", "haofenqi", "overdue"),
    case("安逸花会影响征信么", "anyihua", "usage"),
    case("放心借按时还对征信有没有好处", "douyin-fangxinjie", "on-time"),
    case("放心借次次准时，征信会加分吗", "douyin-fangxinjie", "on-time"),
    case("花呗现在报征信是一笔笔还是合并的", "huabei", "reporting", also="granularity"),
    case("洋钱罐的宽限期是几天", "yangqianguan", "grace-period"),
    case("2023用借呗征信怎么显示", "jiebei", "usage", year=2023),
    case("开通抖音月付征信上会有吗", "douyin-yuefu", "reporting", also="opened-unused"),
    case("开了抖音月付没使用", "douyin-yuefu", "opened-unused"),
    case("美团生活费是不是网贷，上不上征信", "meituan-yuefu", "reporting", also="legitimacy"),
    case("网贷申请了没下款有征信记录吗", "online-loan", "not-disbursed"),
    case("怎么消除征信上的逾期记录", "", "removal"),
    case("逾期记录能删吗", "", "removal"),
    case("支付宝的钱逾期了怎么办", "huabei jiebei", "coping", also="overdue"),
    case("安逸花接入央行征信了吗", "anyihua", "reporting"),
    case("现在用花呗会影响征信吗", "huabei", "usage"),
    case("360借条到底上不上征信", "qifu-jietiao", "reporting"),
    case("保单贷款会进征信吗", "policy-loan", "reporting"),
    case("欠几百块逾期征信会受影响吗", "", "small-amount"),
    case("支付宝逾期会不会上征信", "huabei jiebei", "overdue"),
    case("花呗上征信这几年规则有什么变化", "huabei", "history"),
    case("小米贷款会影响征信不", "xiaomi-loan", "usage"),
    case("银行看得到安逸花吗", "anyihua", "bank-visibility", also="reporting"),
    case("银行能看到我用安逸花吗", "anyihua", "bank-visibility"),
    case("村镇银行贷款晚了1天", "village-bank", "overdue", days=1),
    case("度小满靠谱吗？上征信吗？", "duxiaoman", "legitimacy", also="reporting"),
    case("度小满和有钱花一样吗？上征信吗", "duxiaoman", "reporting"),
    case("逾期不还的后果", "", "overdue"),
    case("小赢卡贷逾期3天了", "xiaoying-kadai", "overdue", days=3),
    case("借呗迟了一天还", "jiebei", "overdue", days=1),
    case("花呗和分期乐都在用，影响征信吗", "huabei fenqile", "usage"),
    case("花呗是不是负债", "huabei", "liability"),
    case("2019年借呗上征信吗", "jiebei", "reporting", year=2019),
    case("为什么我的花呗在征信报告里查不到", "huabei", "missing-record"),
    case("花呗会影响政审吗", "huabei", "civil-service"),
    case("考公务员花呗有影响吗", "huabei", "civil-service"),
    case("借呗会不会记到征信上", "jiebei", "usage"),
    case("用了借呗会记入征信吗", "jiebei", "usage"),
    case("逾期15天上征信吗", "", "overdue", days=15),
    case("美团欠的钱逾期了", "meituan-yuefu meituan-jieqian", "overdue"),
    case("钱站安全不安全", "qianzhan", "legitimacy"),
    case("钱站是骗子吗", "qianzhan", "legitimacy"),
    case("捷信逾期了怎么才能不成黑户", "home-credit", "coping", also="overdue"),
    case("优正签借条逾期会上征信吗", "youzhengqian", "overdue"),
    case("花呗一直不还会怎样", "huabei", "overdue"),
    case("白条逾期会怎么样", "jd-baitiao", "overdue"),
    case("好分期正规吗，银行能查到不", "haofenqi", "legitimacy", also="bank-visibility"),
    case("办了延期还款的信贷，征信怎么显示", "", "extension"),
    case("银行贷款分期影响征信吗", "bank-loan", "instalments"),
    case("民间借贷进征信吗", "private-loan", "reporting"),
    case("用京东金条影响办车贷吗", "jd-jintiao", "car-loan"),
    case("欠钱被起诉征信会怎样", "", "sued"),
    case("有贷款影响信用评分吗", "", "usage"),
    case("向民间放贷人借钱影响征信吗", "private-loan", "usage"),
    case("借款APP借的钱上征信吗", "online-loan", "reporting"),
    case("捷信逾期还会上征信吗", "home-credit", "overdue"),
    case("支付宝里的信用贷上征信吗", "alipay-xinyongdai", "reporting"),
    case("花呗每笔消费会上征信吗", "huabei", "granularity"),
    case("逾期以后怎么减少影响", "", "coping", also="overdue"),
    case("捷信网贷一直没还", "home-credit", "overdue"),
    case("分期乐影响房贷吗", "fenqile", "mortgage"),
    case("用分期乐会影响买房吗", "fenqile", "mortgage"),
    case("花呗欠几十块没还会怎样", "huabei", "small-amount", also="overdue"),
    case("信用卡逾期如何处理", "credit-card", "coping", also="overdue"),
    case("优品租手机买断影响征信吗", "youpinzu", "rental"),
    case("几百块钱逾期了怎么补救", "", "small-amount", also="coping"),
    case("微博借钱会上征信吗", "weibo-jieqian", "reporting"),
    case("安逸花晚还一天", "anyihua", "overdue", days=1),
    case("详细解释花呗逾期和征信", "huabei", "overdue"),
    case("安逸花是个什么平台", "anyihua", "legitimacy"),
    case("花呗升级后同不同意报征信", "huabei", "upgrade", also="reporting"),
    case("注册网贷没借款影响征信吗", "online-loan", "registration"),
    case("借呗借一笔上一次征信吗", "jiebei", "granularity"),
    case("备用金、借呗、美团借钱都逾期了", "alipay-beiyongjin jiebei meituan-jieqian", "overdue"),
    case("支付宝备用金怎么用？对征信有影响吗", "alipay-beiyongjin", "usage"),
    case("拍拍贷、现金巴士会影响征信吗", "paipaidai xianjin-bashi", "usage"),
    case("放心借有没有接入征信", "douyin-fangxinjie", "reporting"),
    case("花呗买东西影响征信吗", "huabei", "usage"),
    case("中国银行的贷款晚了一天还", "bank-of-china-loan", "overdue", days=1),
    case("2020年支付宝备用金会影响征信吗", "alipay-beiyongjin", "usage", year=2020, also="reporting"),
    case("is my anyihua visible to banks?", "anyihua", "bank-visibility"),
    case("does the bank see my Anyihua loan", "anyihua", "bank-visibility", also="reporting"),
    case("how do I get overdue records off my report", "", "removal"),
    case("can I get a car loan after using JD Jintiao", "jd-jintiao", "car-loan"),
    case("Meituan overdue", "meituan-yuefu meituan-jieqian", "overdue"),
    case("is Fenqile on the credit report", "fenqile", "reporting"),
    case("I opened Douyin yuefu but never used it", "douyin-yuefu", "opened-unused"),
    case("what is Anyihua", "anyihua", "legitimacy"),
    case("only owe a few hundred yuan overdue, does it matter", "", "small-amount"),
    case("is a loan on my insurance policy reported", "policy-loan", "reporting"),
    case("Paipaidai 4 days late", "paipaidai", "overdue", days=4),
    case("does every Huabei purchase get reported", "huabei", "granularity"),
    case("does an extension show on my credit report", "", "extension"),
    case("are all bank loans reported", "bank-loan", "reporting"),
    case("does applying for an online loan that was not paid out leave a record", "online-loan", "not-disbursed"),
    case("how did Huabei reporting change over the years", "huabei", "history"),
]

MORE = [
    case("花被逾期3天", "huabei", "overdue", days=3),
    case("花被起诉怎么办", "", "sued", also="coping"),
    case("放薪借上征信吗", "douyin-fangxinjie", "reporting"),
    case("借呗还清了征信上没有显示", "jiebei", "missing-record"),
    case("借呗结清了，征信报告上还是没显示", "jiebei", "missing-record"),
    case("does douyin yuefu report if I never used it", "douyin-yuefu", "opened-unused", also="reporting"),
    case("抖音月付如果一直没用过上征信吗", "douyin-yuefu", "opened-unused", also="reporting"),
    case("借呗查征信次数太多了怎么办", "jiebei", "inquiry", also="coping"),
    case("征信花了多久能恢复", "", "inquiry", also="removal"),
    case("查询记录多久消除", "", "inquiry", also="removal"),
    case("怎么恢复征信", "", "removal"),
]

UNKNOWN = [
    ("羊小咩上征信吗", "羊小咩"),
    ("羊小咩逾期5天", "羊小咩"),
    ("来分期逾期会怎样", "来分期"),
    ("豆豆钱逾期了", "豆豆钱"),
    ("恒易贷逾期", "恒易贷"),
    ("洋小咩是什么平台", "洋小咩"),
    ("榕树贷款和桔多多哪个上征信", "桔多多"),
    ("花呗和羊小咩逾期了", "羊小咩"),
    ("我在桔多多借了钱逾期了", "桔多多"),
    ("省呗和小象优品上征信吗", "小象优品"),
    ("does Quickcash report", "quickcash"),
    ("is Kredito legit", "kredito"),
    ("I borrowed from Quickcash and cannot pay", "quickcash"),
]
"""A question → the name in it that nobody knows."""

EVERYDAY = [
    "水电费上征信吗", "利息上征信吗", "担保上征信吗", "is it reported", "不还会怎样", "逾期上征信吗", "朋友欠我钱",
    "手机话费欠费上征信吗", "账单分期上征信吗", "最低还款上征信吗", "提前还款上征信吗", "自动扣款没成功逾期了",
    "学生贷款上征信吗", "房租没交上征信吗", "个性化分期上征信吗", "代偿上征信吗", "罚息上征信吗", "大额分期上征信吗",
    "does interest show on my credit report", "is paying late reported", "are loans reported",
    "does the bank report it",
    "被催收怎么办", "非恶意逾期怎么办", "疫情逾期上征信吗", "先息后本逾期", "循环贷逾期上征信吗", "助贷平台上征信吗",
]  # fmt: skip
"""Questions whose first words stand where a name stands and are none."""

CASES = [
    *MORE,
    *DAYS, *REPORTING, *YEARS, *USAGE, *LATE, *COPING, *RECORD, *OTHER, *MISSPELT, *AMOUNTS, *AGAIN, *NOTHING_TO_READ,
]  # fmt: skip


@pytest.mark.parametrize(("question", "platforms", "topic", "told"), CASES, ids=[one[0] for one in CASES])
def test_other_words_are_read_alike(
    question: str, platforms: tuple[str, ...], topic: str | None, told: dict[str, object]
) -> None:
    reading = read(question)
    assert (reading.platforms, reading.topic) == (platforms, topic)
    assert (reading.days_overdue, reading.year) == (told.get("days"), told.get("year"))
    assert _also(told) <= set(reading.also)
    if "fen" in told:
        assert reading.amount_fen == told["fen"]


@pytest.mark.parametrize(("question", "name"), UNKNOWN)
def test_a_name_that_nobody_knows_is_said_to_be_unknown(question: str, name: str) -> None:
    assert read(question).unknown_words == (name,)


@pytest.mark.parametrize("question", EVERYDAY)
def test_an_everyday_word_is_not_taken_for_an_unknown_name(question: str) -> None:
    assert read(question).unknown_words == ()


def _also(told: dict[str, object]) -> set[str]:
    return set(str(told.get("also", "")).split())


def test_there_are_hundreds_of_wordings() -> None:
    assert len({one[0] for one in CASES}) == len(CASES)
    assert len(CASES) >= 200


@pytest.mark.parametrize("question", [one[0] for one in CASES])
def test_no_wording_is_taken_for_despair(question: str) -> None:
    assert not read(question).distress
