"""Which column of a foreign list of officers is which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dutyroom.registers.people.person import LABELS
from dutyroom.registers.sheets.headings import Vocabulary

WORDS: Final[Mapping[str, str]] = {
    "name": "姓名 名字 人员 人员姓名 name fullname person",
    "number": "工号 编号 人员编号 职工号 number staffnumber id",
    "roles": "角色 值班角色 值班身份 职责 role roles",
    "post_kind": "编制 人员性质 编制性质 身份 身份性质 人员类别 kindofpost posttype status",
    "position": "职务 职位 岗位 职务职级 post position title",
    "engagement": "专兼职 专职兼职 专职或兼职 用工形式 fullorparttime engagement",
    "share": "值班比例 值班份额 份额 比例 shareofduty share",
    "pool": "固定值班员 固定值班人员 固定人员 固定值班池 是否固定 fixeddutypool pool",
    "mobile": "手机 手机号 手机号码 移动电话 联系电话 电话 mobile cell phone mobilephone",
    "office": "办公电话 办公室电话 办电 座机 固定电话 officephone office",
    "home": "住宅电话 宅电 家庭电话 homephone home",
    "appointed_on": "任命日期 任职时间 任职日期 聘任日期 appointedon appointed",
    "appointed_by": "任命文件 任命文号 文号 appointedbydocument appointedby document",
    "trained_until": "培训有效期至 培训有效期 培训有效至 trainingvaliduntil traineduntil",
    "holiday_trained": "节前培训日期 节前培训 preholidaytrainingon preholidaytraining",
    "active_from": "开始日期 起始日期 值班起始 值班起始日期 ondutyfrom activefrom from",
    "active_until": "结束日期 截止日期 终止日期 值班截止日期 ondutyuntil activeuntil until",
    "reading": "拼音 姓名拼音 pinyin reading",
    "note": "备注 说明 note notes remark remarks comment",
}
"""The words for each field; the labels that an export writes are known in either language."""

VOCABULARY: Final = Vocabulary(WORDS, LABELS, frozenset({"name"}))
