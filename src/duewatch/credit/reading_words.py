"""The words by which a question is read: topics, numbers, despair. Data for ``credit.question``."""

import re

TOPIC_WORDS: tuple[tuple[str, str], ...] = (
    ("sued", r"起诉|被告|法院|传票|打官司|判决|\bsued?\b|lawsuit|\bcourt\b"),
    ("removal", r"消掉|消除|删除|删掉|抹掉|洗白|撤销记录|修复征信|remove|delete|erase"),
    ("extension", r"延期|展期|缓一缓|extension|postpone"),
    ("rental", r"续租|买断|租(?:机|手机|赁)|rental|\brent(?:ed|ing)? a phone"),
    ("upgrade", r"升级|upgrade"),
    ("civil-service", r"考公|政审|公务员|事业编|civil serv"),
    ("car-loan", r"车贷|买车|car loan"),
    ("mortgage", r"房贷|买房|按揭|mortgage|buy(?:ing)? a (?:home|house|flat)"),
    ("not-disbursed", r"[没未]放款|没下款|not (?:paid out|disbursed)"),
    ("registration", r"(?:只|仅|光)(?:是)?注册|只点了额度|only (?:registered|signed up)"),
    ("opened-unused", r"[没未](?:有)?(?:使)?用过?(?!呢)|从没用|never used|not used"),
    ("missing-record", r"(?:为什么|怎么).{0,12}(?:查不到|没有显示|看不到)|not on my report|missing"),
    ("history", r"这些年|怎么变|变化|历史|从什么时候|哪年开始|since when|history|over the years"),
    ("granularity", r"逐笔|一笔一笔|每一?笔|每借一?次|按月报|合并上报|each (?:loan|purchase)|every purchase"),
    ("liability", r"负债|liabilit|count as debt"),
    ("inquiry", r"查询记录|硬查询|查额度|点额度|inquir|\bhard pull"),
    ("legitimacy", r"正规|安全吗|合法|靠谱|什么平台|什么公司|骗子|靠不靠谱|legit|\bscam\b|\bsafe\b"),
    ("bank-visibility", r"银行.{0,3}(?:看|查)|(?:看|查)得到吗|bank (?:see|know)|visible to"),
    ("grace-period", r"宽限|容时|容差|grace"),
    ("small-amount", r"(?:几|十几|几十|几百)(?:块|元|毛)|[一两二三四五六七八九十百]+块钱?没还|小额(?!贷)|small amount"),
    ("instalments", r"分期(?!乐|卡)|\binstal?lments?\b"),
    ("coping",
     r"怎么办|怎么处理|如何处理|补救|降到最低|协商|还不上|还不起|怎么不变|怎么还"
     r"|what (?:should|can|do) i do|cannot pay|can't pay"),
    ("overdue",
     r"逾期|晚还|还晚|晚了|迟了|拖欠|超期|没(?:有)?按时|没(?:有)?还|未还|不还|欠着|欠了|忘了还|忘记还|过了还款日|晚.{1,5}[天周]"
     r"|overdue|past due|\blate\b|missed (?:a |my )?payment|not paid"),
    ("on-time", r"(?<!没)(?<!没有)(?:准时|按时|按期|每次都.{0,3}还)|on time"),
    ("reporting",
     r"上不?上?征信|[报上进接]入?(?:央行)?征信|上征信|接没接|[有没]?接入|报送|报不报|上报|入征信|征信系统"
     r"|on (?:my |the )?credit (?:report|record)|\breport(?:ed|s|ing)?\b"),
    ("opened-unused", r"开通|opened"),
    ("usage",
     r"影响.{0,4}征信|征信.{0,6}(?:影响|评分|关系|好处|显示)|记(?:在|到)征信|用.{0,6}影响"
     r"|affect|impact|influence"),
)  # fmt: skip
"""Topic → what its questions say. The order is that of preference where several match and none decides."""

BESIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"算(?:不算|是)?网贷|属于网贷|count as an online loan", ("legitimacy", "liability")),
    (r"民间|private lend", ("legitimacy",)),
)
"""What a question says → topics that its answer has to touch whatever it asks; alone they are what it asks."""

DISTRESS = re.compile(
    r"想死|不想活|活不下去|活着没|活着(?:太|好)累|我要结束|结束一切|自杀|轻生|结束生命|跳楼|了结自己|不如死|撑不下去|没法活|绝望"
    r"|kill myself|suicid|end my life|want to die|can'?t go on|no reason to live",
    re.IGNORECASE,
)
"""Words that sound like despair. Rather one too many: the line they bring is kind in any case."""

_TAIL = r"贷|借条|借钱|月付|备用金|金条|白条|钱包|钱罐|呗"
TAIL = re.compile(_TAIL)
"""How names of lending products end. A platform's name that is nothing but such an ending may be part of another's."""

PRODUCT = re.compile(rf"[一-龥A-Za-z0-9]{{1,6}}?(?:{_TAIL})(?!款)|[一-龥]{{2}}[花借](?![钱款的了])")
"""What looks like the name of a lending product."""

WISHED = re.compile(r"房贷|车贷|按揭贷款")
"""Names of loans that people mostly ask about because they want one."""
OWED = re.compile(
    r"的?(?:已经?|都|刚|每月|每次)?(?:逾期|断供|晚|迟|没|未|不|欠|还|上征|会?上|入征|接入|报|有几|宽限|是\d)"
)
"""What follows such a name where it is a loan that the borrower has."""

FAMILY_PRODUCT = re.compile(r"备用金|信用[贷付]|[一-龥]{1,2}(?:贷|月付)")
"""What makes a family word the beginning of a product's name ("支付宝备用金")."""

GENERIC = re.compile(
    r"(?:网|房|车|信|助|小|现|消费|小额|银行|的)贷|民间.*|借贷"
    r"|.*[没还欠能再要去来得想怎先又乱敢多少]花|.*[没还能再要去来得想怎先又乱敢多少可][借贷]|.*[没还想再去能敢]借[钱条]"
)
"""Words that look like one and are not."""

FILLERS = re.compile(
    r"[的了吗呢和与跟在是我你他她有没不上会逾期晚、，,。.？?！!；;\s还欠]|用过?|开通|办了?|申请|同时|现在|如果|关于|请问"
    r"|被|把|从|向|到|去|想|只|注册|(?:20)?\d\d年|去年|今年"
)
"""What stands around a name."""
