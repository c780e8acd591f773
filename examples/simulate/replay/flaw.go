package replay

import "github.com/jinlin-project/jinlin/governance"

// flaw is what is wrong with one cell.
type flaw struct {
	code   string
	detail governance.Text
}

var (
	missing    = flaw{"required", governance.Text{Zh: "不得为空", En: "is empty"}}
	unlisted   = flaw{"unknown-value", governance.Text{Zh: "对应表中没有这个值", En: "is not among the values of the mapping"}}
	notUTF8    = flaw{"not-utf8", governance.Text{Zh: "不是 UTF-8", En: "is not UTF-8"}}
	idTooLong  = flaw{"too-long", governance.Text{Zh: "编号过长", En: "is longer than an id"}}
	outside    = flaw{"outside-period", governance.Text{Zh: "不在数据的起止日之间", En: "does not lie between the first day of the data and its end"}}
	early      = flaw{"before-opened", governance.Text{Zh: "早于受理时间", En: "is before it came in"}}
	undated    = flaw{"undated", governance.Text{Zh: "有办理结果而没有办结时间", En: "is missing, though the outcome says that it ended"}}
	unended    = flaw{"still-open", governance.Text{Zh: "尚在办理，不应有办结时间或评价", En: "is there, though it is still open"}}
	wrongCount = flaw{"wrong-length", governance.Text{Zh: "列数与列名不符", En: "has not as many columns as there are names"}}
	twice      = flaw{"repeated", governance.Text{Zh: "编号重复", En: "stands for a second time"}}
	badTime    = flaw{"bad-time", governance.Text{Zh: "时间写法不符", En: "is not written as times are"}}
	noTime     = flaw{"no-such-time", governance.Text{Zh: "夏令时开始，没有这个钟点", En: "is a wall clock that summer time left out"}}
)
