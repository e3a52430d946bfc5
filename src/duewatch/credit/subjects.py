"""Names that nobody knows and that do not look like one: told by where they stand, before what is asked of them.

"羊小咩上征信吗", "does Quickcash report": the word in the place of a platform is taken for a name unless it is made of
the everyday words that stand there too ("利息上征信吗", "is it reported").
"""

import re
from collections.abc import Iterator

_ASKED_OF_IT = (
    r"(?:的?(?:贷款|借款|账单))?(?:会不会|能不能|可不可以|到底|是不是|是否|怎么|也|都|会|能|还|要|我)*"
    r"(?:哪个|哪家|谁|那边|上面|里面?|平台)?(?:上不上|报不报|查不查|接没接入?|接入|上|报|入|查|进)?"
    r"(?:征信|央行|逾期|晚还|正规|靠谱|合法吗|是什么平台|是哪家|有宽限|宽限期|起诉|没还|催收|借了|借的钱)"
)
_CHINESE = re.compile(
    r"(?:^|[，,。；;？?！!、和跟与在])(?:我?在|我用(?:了|过)?|开通了?|请问|我的?)?"
    rf"(?P<name>[一-龥a-z0-9]{{2,6}}?)(?={_ASKED_OF_IT})"
)
_ENGLISH = re.compile(
    r"\b(?:do|does|did|is|are|will|has)\s+(?:(?:a|an|my|the)\s+)?(?P<name>[a-z][a-z0-9]{3,20})\s+"
    r"(?:report|show|appear|affect|legit|reported|on my credit|on the credit|late|overdue|a scam|safe)\b"
)
_BORROWED = re.compile(r"\b(?:borrowed|loan|loans|money) (?:from|with) (?P<name>[a-z][a-z0-9]{3,20})\b")
_ENDING = re.compile(r"(?:(?<=[一-龥]{2})钱|(?<=[一-龥])分期)$")
"""Endings that names have and that everyday words have too."""
_EVERYDAY = re.compile(
    r"[我你他她它的了吗呢么没不未还款钱贷借欠债账天日月年周期几少第次怎什为如只仅有无被把从向对给在是就才过再又已"
    r"请想要可能会查看信用银行卡记录报告拖迟晚被催收付费保金利息息额度注册申请开通使用影响恶意轻微连续累计严重偶尔"
    r"分期短长忘早准按时到这那哪些个各某一二两三四五六七八九十百千万\d]"
    r"|多[少久次头]|个性|停息|最低|代偿|办|做|每|网上|手机|水电|房租|物业|话费|民间|公司|朋友|家人|父母|老公|老婆|配偶|学生|助学"
    r"|小额|平台|软件|程序|机构|法院"
    r"|社保|税|罚单|宽带|燃气|租房|租赁|车辆|房子|汽车|担保|离婚|结婚|出国|考公|政审|公务员|当兵|贫困|失业|生病|疫情"
    r"|困难|故意|非故意|非恶意|经常|一直|曾经|以前|现在|今天|昨天|前天|去年|今年|明年|上次|万一|假如|假设|自动|扣|产品"
    r"|网购|商品|订单|先享后|后果|影响|合同|签字|签约|提前|结清|注销|销户|停用|冻结|关闭|负债|总是|全部|所有|任何|普通"
)
_EVERYDAY_ENGLISH = re.compile(
    r"this|that|they|them|these|those|there|late|loan|loans|debt|debts|card|cards|"
    r"credit|bank|banks|paying|paid|payment|payments|being|missing|missed|money|lender|"
    r"lenders|platform|platforms|everything|anything|nothing|always|extension|extensions|"
    r"application|applications|inquiry|inquiries|instalment|instalments|installment|installments|"
    r"interest|opening|applying|registering|borrowing|using|what|when|where|which|online|"
    r"every|each|small|unpaid|overdue|account|accounts|bill|bills|purchase|purchases|"
    r"mortgage|still|only|really|also|your|their|will|would|could|should|have|report|"
    r"reports|been|friend|friends|family|someone|somebody|company|employer"
)


def unknown_subjects(words: str) -> Iterator[tuple[int, str]]:
    """Where (offset) such names stand in a question that was normalised and whose known names are masked."""
    for match in _CHINESE.finditer(words):
        if not _EVERYDAY.search(_ENDING.sub("", match["name"])):
            yield match.start("name"), match["name"]
    for pattern in (_ENGLISH, _BORROWED):
        for match in pattern.finditer(words):
            if not _EVERYDAY_ENGLISH.fullmatch(match["name"]):
                yield match.start("name"), match["name"]
