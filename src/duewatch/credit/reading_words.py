"""The words by which a question is read: topics, despair, traditional characters. Data for ``credit.question``."""

import re

TOPIC_WORDS: tuple[tuple[str, str], ...] = (
    ("sued",
     r"起诉|被告|(?<!报)告(?:我|了|上)|法院|传票|打官司|判决|强制执行|仲裁|\bsued?\b|\bsuing\b|lawsuit|\bcourt\b"),
    ("removal",
     r"消掉|消除|消失|消得掉|清除|删|抹掉|去掉|洗白|撤销记录|修复|恢复|黑了|保留(?:几|多)|保存(?:几|多)"
     r"|多久.{0,4}(?:消|没有)|几年.{0,3}消"
     r"|\bremov|\bdelet|\beras|clean up|off my (?:credit )?report|how long.{0,24}stay"),
    ("extension", r"延期|展期|缓一缓|缓缓|推迟还|晚点还|extension|\bextend|postpone|defer"),
    ("rental", r"续租|买断|租(?:机|手机|赁)|租的手机|rental|\brent(?:ed|ing)? (?:a |my )?phone"),
    ("upgrade", r"升级|upgrade"),
    ("civil-service", r"考公|政审|公务员|事业编|考编|当兵|参军|入党|civil serv"),
    ("car-loan", r"车贷|买车|car loan|buy(?:ing)? a car"),
    ("mortgage", r"房贷|买房|按揭|购房|mortgage|home loan|buy(?:ing)? a (?:home|house|flat)"),
    ("not-disbursed",
     r"[没未](?:有)?放款|没下款|没批|被拒|没通过|拒了|没到账|not (?:paid out|disbursed)|rejected|turned down"),
    ("registration",
     r"(?:只|仅|光|就)(?:是)?注册|注册.{0,6}(?:没|未)(?:有)?借|只点了额度|only (?:registered|signed up)"),
    ("grace-period",
     r"宽限|容时|容差|(?:可以|能|允许)(?:晚|迟)几天|(?:晚|迟)几天.{0,3}不算|grace"),
    ("opened-unused",
     r"[没未](?:有)?(?:使)?用过?(?!呢)|一次(?:都|也)?没用|从没用|从来没用|never used|not used|unused"),
    ("missing-record",
     r"(?:为什么|为啥|为何|怎么).{0,14}(?:查不到|没有|看不到|找不到|不显示)|查不到我的"
     r"|征信(?:报告)?[上里]?(?:还是|却|也|都)?(?:没有?|不)(?:显示|出现|体现|看到)"
     r"|not on my (?:credit )?report|missing from"
     r"|doesn't show|does not show"),
    ("history",
     r"[这些几]年.{0,12}变|怎么变|变化|历史|从?什么时候(?:开始|起)|(?:哪|几)年(?:开始|起)|since when|history"
     r"|over the years"),
    ("granularity",
     r"逐笔|一笔一?笔|合并|每一?笔|每(?:借|用)一?[次笔]|[借用]一[次笔].{0,6}一[次笔]|按月报|合并上报|each (?:loan"
     r"|purchase)"
     r"|every .{0,12}(?:purchase|loan)"),
    ("liability", r"负债|liabilit|count as (?:a )?debt"),
    ("inquiry",
     r"查询记录|查询次数|查征信.{0,4}(?:次|多)"
     r"|征信.{0,2}查.{0,3}(?:太多|多次|次数)|征信查询|硬查询|软查询|被查|查额度|点.{0,4}额度"
     r"|征信.{0,2}花了|征信花|inquir|\bhard pull"),
    ("legitimacy",
     r"正规|安全(?:吗|不)|安不安全|合法|靠谱|(?:什么|啥|哪个)平台|(?:什么|啥|哪家|哪个)公司|谁家的|骗子|骗人"
     r"|是真的假的"
     r"|legit|\bscam\b|\bsafe\b|who runs|what(?:'s| is) \x00"),
    ("bank-visibility",
     r"银行.{0,3}(?:看|查|知道)|(?:看|查)得到吗|(?:看|查)得见|bank (?:see|know)|banks (?:see|know)|visible to"),
    ("small-amount",
     r"(?:几|十几|几十|几百)(?:来)?(?:块|元|毛|角|分钱)|[一两二三四五六七八九十百]+块钱?没还|\d{1,2}块钱?没还"
     r"|小额(?!贷)"
     r"|small (?:amount|sum)|few (?:hundred|dozen|yuan)"),
    ("instalments", r"分期(?!乐|卡)|\binstal?lments?\b"),
    ("coping",
     r"怎么办|咋办|咋整|怎么弄|怎么处理|(?:如何|怎样|怎么)处理|补救|降到最|减[少小轻].{0,3}影响|降低影响|协商|停息"
     r"|挂账|以贷养贷|还不上"
     r"|还不起|没钱还|如何是好"
     r"|(?:怎么|怎样|如何).{0,4}不(?:会)?(?:变成?|成)|怎么还(?!没|不)"
     r"|what (?:should|can|do) i do|how (?:do|can) i (?:deal|cope|handle)|cannot pay|can't pay|can't afford"
     r"|cannot afford"),
    ("overdue",
     r"逾期|晚还|还晚|晚了|迟了|迟还|拖欠|拖了|超期|过期|断供|断了|超了|没(?:有)?按时|没(?:有)?还|没还上|未还|不还"
     r"|欠着|欠了|欠一|忘了?还|忘记还"
     r"|过了还款日|该还了|晚.{1,5}[天周日月]|迟.{1,5}[天周日月]|还款?晚|欠.{1,6}[天月年]"
     r"|overdue|past due|\blate\b|missed (?:a |my )?payment|not paid|unpaid|behind on|forgot to pay|(?:don't"
     r"|do not|didn't|did not|stop) pay"),
    ("on-time", r"(?<!没)(?<!没有)(?:准时|按时|按期|每次都.{0,3}还|每期都.{0,3}还)|on time"),
    ("reporting",
     r"上不?上?[个人央行]*征信|[报上进接]入?了?(?:央行|人行)?征信|上征信|接没接|[有没]?接入|报送|报不报|上报"
     r"|(?<!记)入征信|征信系统|进不进|报征信"
     r"|征信(?:报告)?[上里]?会?有(?:\x00|吗|没$)|体现在?征信|征信.{0,6}体现"
     r"|on (?:my |the )?credit (?:report|record)|\breport(?:ed|s|ing)?\b"),
    ("opened-unused", r"开通|opened"),
    ("usage",
     r"影响.{0,4}征信|征信.{0,6}(?:影响|评分|分|关系|好处|显示)|记(?:在|到|入|进)征信|信用(?:评分|分)|用.{0,6}影响"
     r"|对征信"
     r"|affect|impact|influence|\bhurt|\bharm"),
)  # fmt: skip
"""Topic → what its questions say. The order is that of preference where several match and none decides."""

BESIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"算(?:不算|是)?网贷|属于网贷|是不是网贷|count as an online loan", ("legitimacy", "liability")),
    (r"民间|private lend", ("legitimacy",)),
    (r"坐牢|判刑|拘留|犯法|犯罪|go to (?:jail|prison)", ("sued",)),
)
"""What a question says → topics that its answer has to touch whatever it asks; alone they are what it asks."""

DISTRESS = re.compile(
    r"想死|不想活|不想再活|活不下去|活着没|活着(?:太|好|真)?累|活够了|我要结束|结束一切|结束(?:自己|生命)|自杀"
    r"|自尽|自残|割腕|轻生|寻短见|寻死"
    r"|跳楼|跳河|跳江|上吊|安眠药|农药|烧炭|了结自己|一了百了|不如死|死了算|死了(?:一了|就|才)|去死|死路一条"
    r"|没有活路|没活路|撑不下去|撑不住了"
    r"|熬不下去|坚持不下去|没法活|活着.{0,3}没意思|没意思了|快疯了|要疯了|(?:我|人|要|快|精神)崩溃|绝望|生无可恋"
    r"|不想醒|遗书|解脱"
    r"|kill(?:ing)? my ?self|suicid|end(?:ing)? (?:my life|it all)|want(?:ed)? to die|wish i (?:was|were) dead"
    r"|better off dead|can'?t go on"
    r"|cannot go on|no (?:reason|point) (?:to|in) liv|don'?t want to (?:live|be here|wake up)|hurt(?:ing)? myself"
    r"|self.?harm|hopeless",
    re.IGNORECASE,
)
"""Words that sound like despair. Rather one too many: the line they bring is kind in any case."""

JOKES = re.compile(
    r"(?:笑|急|累|气|烦|困|饿|热|冷|吓|忙|尴尬|无聊|便宜|贵|爱|美|坑|丑|羡慕)死(?:我|人|个人|了|你)*|死(?:活|板|机"
    r"|线|宅|磕|记|盯)|打死也?不"
    r"|想死你|想死我",
    re.IGNORECASE,
)
"""Everyday exaggerations with such words, taken out before despair is looked for."""

_TRADITIONAL = (
    "徵嗎唄個麼辦還錢貸過會報記錄開沒後歲條團寶銀響負債訴買車緩寬額評僱從變這為麽樣應該實問題嚴單據賬"
    "帳筆號點註冊塊萬兩幾週禮遲產級續斷機請協補處預體顯繫係關連網貝華維權將規隻們讓說東業專務員進嘗聽來時發現無"
    "給對與電話書認識審氣樓結"
)
_AS_SIMPLIFIED = (
    "征吗呗个么办还钱贷过会报记录开没后岁条团宝银响负债诉买车缓宽额评雇从变这为么样应该实问题严单据"
    "账账笔号点注册块万两几周礼迟产级续断机请协补处预体显系系关连网贝华维权将规只们让说东业专务员进尝听来时发现"
    "无给对与电话书认识审气楼结"
)
SIMPLIFIED = str.maketrans(_TRADITIONAL, _AS_SIMPLIFIED)
"""Traditional characters that such questions are written with → simplified ones."""
