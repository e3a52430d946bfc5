"""The words by which names of lending products are told from everyday words. Data for ``credit.naming``."""

import re

_OTHER_TAIL = "借条|借钱|月付|备用金|金条|白条|钱包|钱罐|呗"
TAIL = re.compile(f"贷|{_OTHER_TAIL}")
"""How names of lending products end. A platform's name that is nothing but such an ending may be part of "
    "another's."""

SHARED_TAIL = re.compile(
    r"(?:消费金融|贷款|借款|借钱|借条|月付|钱包|白条|金条|备用金|信用[贷付购]|卡贷|小贷|分期|金融|科技|商城|银行"
    r"|贷|呗)$"
)
"""What many products' names end in: only what stands before it tells one from another."""

_WORD = "[一-龥A-Za-z0-9]"
PRODUCT = re.compile(
    rf"{_WORD}(?:{_WORD}{{1,5}}?贷(?!款)|{_WORD}{{0,5}}?(?:{_OTHER_TAIL}))|[一-龥]{{2}}[花借](?![钱款的了给到出])"
)
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
    r"(?:网|房|车|信|助|循环|周转|小|现|消费|小额|银行|的)贷|民间.*|私人.*|借贷"
    r"|(?:.*(?:朋友|同学|亲戚|家人|银行|平台|同事|别人|个人|公司|网上|手机|没钱|全部|一直|已经|征信|信用卡|父母"
    r"|爸妈)).*[花借贷]"
    r"|.*[没还欠能再要去来得想怎先又乱敢多少了便]花|.*[没还能再要去来得想怎先又乱敢多少可][借贷]"
    r"|.*[没还想再去能敢人]借[钱条]"
)
"""Words that look like one and are not."""

FILLERS = re.compile(
    r"[的了吗呢和与跟在是我你他她有没不上会逾期晚、，,。.？?！!；;:：\s还欠「」『』（）()]|用过?|开通|办了?|申请"
    r"|同时|现在|如果"
    r"|关于|请问|影响|被|把|从|向|到|去|想|只|注册|(?:20)?\d\d年|去年|今年|收|拿"
)
"""What stands around a name."""

OF = re.compile(r"的?(?:app|里面?的?|上面?的?|那个|这个|平台的?)?的?")
"""What stands between a house and its product: "支付宝里的花呗", "捷信的网贷"."""

CLASS = re.compile(r"网贷|网络贷款|小额贷款|现金贷|消费贷|个人贷款|借款app|贷款app")
"""Names that say what kind of loan another one is."""
CLASS_OF = re.compile(r"(?:算不算|是不是|属于|算是?|是)(?:一种|一个)?$")
"""What stands before such a name where it is asked whether something is one."""

KINDS = (
    (r"保险单|保单|保险.{0,4}[借贷]|insurance", "保单"),
    (r"民间|私人|高利贷|亲友借|向.{1,3}个人借", "民间借贷"),
    (r"租机|租手机|租来的手机", "优品租"),
    (r"信用卡|刷卡", "信用卡"),
    (r"银行|公积金|助学|按揭", "银行贷款"),
    (r"借款(?:软件|平台)|贷款(?:软件|平台|app)|借钱(?:软件|平台|app)|网络借款|网上借|线上借|小贷|online loan"
        r"|loan apps?", "网贷"),
)  # fmt: skip
"""How people speak of a kind of loan → the name by which the platform of any such loan is known."""

ALIKE = (
    "呗贝倍背北备被 花化华滑哗 借介界接节 团图 付副富负 条调 金斤今 贷代带袋 钱前 站战占 赢嬴营 省声生 满曼慢"
    " 度杜渡 晓小筱 卡咔 安按 逸一易益 拍排派 捷杰 信新心欣薪 洋羊阳 罐灌管 微薇威 博搏 抖斗 音因 享想响 优友忧"
    " 期齐其 用佣 白百 正证 放方 包宝 滴嘀 你尼 京经"
)
"""Characters that are taken for one another in names, by sound or by looks; each in one group only."""

EVERYDAY = re.compile(
    r"华北|前站|几百条|[\d一二两三四五六七八九十]百条|接北|借备|节省|准备|今一|好一|my ?bank|a loan|the loan"
    r"|[没把都又乱用得给]花[备背被]|一[节界]|[花借]被[骗坑拒催起告盗冒查]"
)
"""Everyday words that look like a misspelt name."""
