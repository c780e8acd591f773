package workday

// FaultCode is the stable id of a rule that inputs must keep. Match codes, not
// sentences. A code is never reused.
type FaultCode string

// The rules that inputs must keep; the sentences stand in faultRows.
const (
	FaultSyntax      FaultCode = "json.syntax"
	FaultType        FaultCode = "json.type"
	FaultUnknown     FaultCode = "json.unknown"
	FaultTwice       FaultCode = "json.twice"
	FaultOneNotice   FaultCode = "json.one"
	FaultDate        FaultCode = "date.form"
	FaultMissing     FaultCode = "field.missing"
	FaultTooLong     FaultCode = "field.long"
	FaultYear        FaultCode = "year.range"
	FaultIssued      FaultCode = "notice.issued"
	FaultOtherYear   FaultCode = "notice.other-year"
	FaultWorkWeekday FaultCode = "notice.work-weekday"
	FaultPlainWhole  FaultCode = "notice.plain-whole"
	FaultNoDays      FaultCode = "notice.no-days"
	FaultNoBase      FaultCode = "notice.no-base"
	FaultStatutory   FaultCode = "notice.statutory"
	FaultDayYear     FaultCode = "statutory.other-year"
	FaultNoticed     FaultCode = "statutory.noticed"
	FaultAlso        FaultCode = "notice.also"
	FaultRepeated    FaultCode = "days.repeated"
	FaultBothWays    FaultCode = "days.both-ways"
	FaultOutside     FaultCode = "days.horizon"
	FaultRegion      FaultCode = "overlay.region"
	FaultWindow      FaultCode = "hours.window"
	FaultWindowOrder FaultCode = "hours.order"
	FaultWindowCount FaultCode = "hours.count"
	FaultMonthDay    FaultCode = "hours.month-day"
	FaultSpan        FaultCode = "hours.span"
	FaultSchedules   FaultCode = "hours.schedules"
	FaultClock       FaultCode = "clock.form"
	FaultClosing     FaultCode = "settings.closing"
	FaultReading     FaultCode = "settings.reading"
	FaultName        FaultCode = "settings.name"
	FaultCount       FaultCode = "question.count"
	FaultDuration    FaultCode = "question.duration"
	FaultPercent     FaultCode = "question.percent"
	FaultOrder       FaultCode = "question.order"
	FaultZeroValue   FaultCode = "question.zero"
	FaultProvisional FaultCode = "question.provisional"
	FaultForm        FaultCode = "deadline.form"
)

type faultRow struct {
	code   FaultCode
	en, zh string
}

var faultRows = [...]faultRow{
	{FaultSyntax, "not well-formed JSON", "不是规范的 JSON"},
	{FaultType, "wrong kind of JSON value", "JSON 值的类型不对"},
	{FaultUnknown, "no such field", "没有这个字段"},
	{FaultTwice, "field given twice", "字段重复"},
	{FaultOneNotice, "exactly one notice is wanted", "须且只须一份通知"},
	{FaultDate, "not a date of the form YYYY-MM-DD", "日期应写作 YYYY-MM-DD"},
	{FaultMissing, "must be given", "必须填写"},
	{FaultTooLong, "too long", "过长"},
	{FaultYear, "not a year the calendar reaches", "年份超出日历范围"},
	{FaultIssued, "a notice is issued in its year or in the year before", "通知应在当年或上一年印发"},
	{FaultOtherYear, "not in the year of the notice, nor in December before it", "不在通知所属年份，也不在上年12月"},
	{FaultWorkWeekday, "a make-up working day is a Saturday or a Sunday", "调休上班日应为周六或周日"},
	{FaultPlainWhole, "only a patch returns days to their ordinary meaning", "只有更正通知可恢复某日的平常含义"},
	{FaultNoDays, "names no day", "没有列出任何日期"},
	{FaultNoBase, "patches a year that has no whole notice", "更正的年份尚无完整通知"},
	{FaultStatutory, "would make a statutory day a working day", "会使法定节假日成为工作日"},
	{FaultDayYear, "not in the year of the statutory days", "不在该表所属年份"},
	{FaultNoticed, "a notice already loaded works on one of these days", "已载入的通知安排其中某日上班"},
	{FaultAlso, "a credited day is neither off nor worked, or is credited twice", "所注日期不在放假或上班日中，或重复标注"},
	{FaultRepeated, "listed twice", "日期重复"},
	{FaultBothWays, "listed under another meaning too", "同一日期列入了两种安排"},
	{FaultOutside, "outside the calendar", "超出日历范围"},
	{FaultRegion, "no rules of this region are at hand", "没有该地区的规定"},
	{FaultWindow, "office hours open before they close, from 00:00 to 24:00", "上班时间须早于下班时间，且在 00:00 至 24:00 之间"},
	{FaultWindowOrder, "office hours of a day follow one another", "一天内的各段时间须先后相接、互不重叠"},
	{FaultWindowCount, "a day has one to four stretches of office hours", "每天须有一至四段上班时间"},
	{FaultMonthDay, "not a day of the year of the form MM-DD", "月日应写作 MM-DD"},
	{FaultSpan, "ends before it begins", "止日早于起日"},
	{FaultSchedules, "too many different office hours", "作息安排过多"},
	{FaultClock, "not a time of the form HH:MM or HH:MM:SS", "时刻应写作 HH:MM 或 HH:MM:SS"},
	{FaultClosing, "closing is after 00:00:00 and not after 23:59:59", "截止时刻须在 00:00:00 之后、不晚于 23:59:59"},
	{FaultReading, "no such reading", "没有这种推算方式"},
	{FaultName, "a name has 1 to 32 letters, digits, dots or hyphens", "名称须为1至32个字母、数字、点或连字符"},
	{FaultCount, "at least one working day must be counted", "至少须计一个工作日"},
	{FaultDuration, "must be longer than zero", "时长须大于零"},
	{FaultPercent, "must be from 0 to 100", "须在 0 至 100 之间"},
	{FaultOrder, "is earlier than the start", "早于起始时刻"},
	{FaultZeroValue, "is the zero deadline", "期限为空"},
	{FaultProvisional, "is provisional, recompute it first", "期限为暂定，请先重新计算"},
	{FaultForm, "not a deadline with its mark and calendar version", "期限须带有是否暂定的标记和日历版本"},
}

// En returns the rule as an English sentence.
func (c FaultCode) En() string { return c.row().en }

// Zh returns the rule as a Chinese sentence.
func (c FaultCode) Zh() string { return c.row().zh }

func (c FaultCode) row() faultRow {
	for _, r := range faultRows {
		if r.code == c {
			return r
		}
	}
	return faultRow{c, string(c), string(c)}
}
