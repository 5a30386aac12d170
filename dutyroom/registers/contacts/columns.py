"""Which column of a foreign address book is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dutyroom.registers.contacts.book import LABELS
from dutyroom.registers.sheets import headings
from dutyroom.registers.sheets.headings import Header, Vocabulary

WORDS: Final[Mapping[str, str]] = {
    "unit": "单位 单位名称 部门 部门名称 所属单位 工作单位 所在单位 科室 机构 unit organisation "
    "organization department",
    "short_name": "简称 单位简称 shortname abbreviation",
    "level": "级别 单位级别 类别 单位类别 类型 单位类型 层级 level kind type",
    "parent": "上级单位 上级 主管单位 主管部门 隶属 parent parentunit",
    "name": "姓名 名字 联系人 人员 值班员 负责人 name person contact fullname",
    "post": "职务 职位 岗位 职务职级 职称 post position title jobtitle",
    "duty": "值班电话 值班室电话 值班号码 总机 dutyphone duty dutynumber",
    "office": "办公电话 办公室电话 办电 固定电话 固话 座机 电话 联系电话 电话号码 officephone "
    "office phone telephone tel landline",
    "mobile": "手机 手机号 手机号码 移动电话 mobile mobilephone cell cellphone",
    "fax": "传真 传真号码 传真电话 fax",
    "home": "住宅电话 宅电 家庭电话 homephone home",
    "other": "其他电话 其它电话 备用电话 短号 小号 内线 分机 otherphone other extension",
    "reading": "拼音 姓名拼音 pinyin reading",
    "source": "来源 资料来源 source",
    "verified_on": "核对日期 最近核对 核实日期 更新日期 更新时间 lastverified "
    "verified verifiedon updated",
    "note": "备注 说明 note notes remark remarks comment",
}
"""The words for each field; the labels that an export writes are among them in either language."""

_VOCABULARY: Final = Vocabulary(WORDS, LABELS, frozenset({"unit", "name"}))


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Find the heading among the first rows: the one with most known columns.

    Args:
        rows: The rows of the sheet.

    Raises:
        HeaderMissing: No row names a unit or a person, and something besides.
    """
    return headings.find_header(rows, _VOCABULARY)
