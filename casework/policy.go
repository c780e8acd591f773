package casework

import (
	"fmt"
	"maps"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Policy is everything about matters that a district may set. The zero value
// is no policy; begin with [DefaultPolicy] and change what differs. Limits may
// also be set per category (see [governance.Limits.With]), and all of it per
// district.
type Policy struct {
	governance.Limits

	// RefusalsPerUnit is how often a unit may refuse an order before the
	// centre's ruling binds it. 2.1 [D]: 1.
	RefusalsPerUnit int
	// MaxExtensions is how many extensions a matter may be granted. 2.2 [D]: 2.
	MaxExtensions int
	// MaxExtensionDays is the most one extension may add, in working days. [D]:
	// 30, so that two extensions stay within a quarter.
	MaxExtensionDays int
	// PauseDays is after how many working days a pause ends by itself. 2.2 [D]: 10.
	PauseDays int
	// MaxPauses is how often a matter may be paused. [D]: 3, so that a clock
	// cannot be kept standing.
	MaxPauses int
	// ReviewDays is after how many working days a matter on the understanding
	// list is looked at again when the centre names no day. 2.4 [D]: 60.
	ReviewDays int
	// ReopenDays is within how many working days of closing a matter may be
	// reopened. 2.2 [D]: 10.
	ReopenDays int
	// MaxReopenings is how often it may be. 2.2 [D]: 1.
	MaxReopenings int
	// UnmergeDays is within how many working days merging may be undone. 2.2 [D]: 5.
	UnmergeDays int
	// MaxMerged is how many matters one may absorb. [D]: 100; more is a campaign,
	// not a matter.
	MaxMerged int
	// MaxParts is into how many children a matter may be split. 2.2 [D]: 10.
	MaxParts int
	// SampleShare is how many of a thousand matters that pass are drawn for the
	// centre to look at; 0 draws none. 2.2 [D]: 50, which is some 25 a week at the
	// founding district's 27,543 a year: few enough to look at closely.
	SampleShare int
	// SampleRound is how often the centre looks at what was drawn. 2.2 [D]: weekly,
	// so that most of it can still come back: 10 working days from closing.
	SampleRound governance.Cycle
	// Categories is the tree of categories. 2.5 [D]: grid-management style.
	Categories Categories
	// Districts are the policies of districts that set their own, whole; every
	// other goes by this one. They hold no districts themselves.
	Districts map[orgtree.Code]*Policy
}

// DefaultPolicy returns the defaults of the domain.
func DefaultPolicy() *Policy {
	return &Policy{
		Limits:          DefaultLimits(),
		RefusalsPerUnit: 1, MaxExtensions: 2, MaxExtensionDays: 30, PauseDays: 10, MaxPauses: 3, ReviewDays: 60,
		ReopenDays: 10, MaxReopenings: 1, UnmergeDays: 5, MaxMerged: 100, MaxParts: 10,
		SampleShare: 50, SampleRound: governance.Weekly,
		Categories: DefaultCategories(),
	}
}

// The names of the limits, which are also the names of their deadlines.
const (
	LimitVerify    = "verify"
	LimitCommunity = "community"
	LimitReportIn  = "report-in"
	LimitTown      = "town"
	LimitTriage    = "triage"
	LimitTake      = "take"
	LimitImmediate = "immediate"
	LimitStage     = "stage"
	LimitExplain   = "explain"
	LimitReview    = "review"
	LimitCheck     = "check"
	LimitFeedback  = "feedback"
	LimitRating    = "rating"
	LimitRework    = "rework"
	LimitDecide    = "decide"
	LimitAmend     = "amend"
	LimitRuling    = "ruling"
	LimitConclude  = "conclude"
	LimitAssist    = "assist"
)

// DefaultLimits returns the time limits of section 2.4.
func DefaultLimits() governance.Limits {
	row := func(name, zh, en string, n int, unit governance.PeriodUnit, source, sayZh, sayEn string) governance.Limit {
		return governance.Limit{
			Name: name, Label: governance.Text{Zh: zh, En: en}, Period: governance.Period{N: n, Unit: unit},
			Source: source, Sentence: governance.Text{Zh: sayZh, En: sayEn},
		}
	}
	const days, hours = governance.WorkingDays, governance.WorkingHours
	return governance.Limits{
		row(LimitVerify, "核验", "verification", 1, days, "2.4 [D]", "上报后1个工作日内核验", "checked within 1 working day of the report"),
		row(LimitAmend, "补充修改", "completing the matter", 10, days, "2.1 [D]", "退回后10个工作日内补充，逾期核验组织可以不予受理", "completed within 10 working days of a return; after that the checking organisation may decline it"),
		row(LimitDecide, "自办或吹哨", "handling or whistling", 1, days, "2.1 [D]", "核验后1个工作日内自行办理或吹哨", "kept or whistled within 1 working day of the check: no matter is ever without a responsible unit"),
		row(LimitCommunity, "社区办理", "handling by the community", 5, days, "2.4 [D]", "社区自行办理的，5个工作日内办结", "what the community keeps it handles within 5 working days"),
		row(LimitReportIn, "镇街报到", "the town's report-in", 4, hours, "2.4 [D]", "吹哨后4个工作小时内报到", "the town reports in within 4 working hours of the whistle"),
		row(LimitTown, "镇街办理", "handling by the town", 5, days, "2.4 [D]", "自吹哨起5个工作日内办结或提级", "the town handles or escalates within 5 working days of the whistle"),
		row(LimitTriage, "分类派单", "triage", 1, days, "2.4 [D]", "提级后1个工作日内分类派单", "sorted and dispatched within 1 working day of escalation"),
		row(LimitTake, "接单", "taking the order", 1, days, "2.4 [D]", "派单后1个工作日内接单或退单", "taken or refused within 1 working day"),
		row(LimitRuling, "裁定", "the ruling", 1, days, "2.1 [D]", "退单后1个工作日内裁定", "ruled upon within 1 working day of a refusal"),
		row(LimitImmediate, "即办清单办理", "the immediate list", 5, days, "2.4 [D]", "即办清单5个工作日内办结", "matters on the immediate list are done within 5 working days"),
		row(LimitStage, "阶段", "a stage", 10, days, "2.1 [D]", "阶段性事项每一阶段按派单所定工作日数", "each stage of a phased matter has the working days set at dispatch; 10 when moved from another list"),
		row(LimitAssist, "协办", "assisting", 10, days, "2.1 [D]", "阶段性事项的协办单位按各阶段工作日之和", "an assisting unit on the phased list has the working days of all stages together"),
		row(LimitConclude, "阶段完成后的办结", "concluding after the last stage", 1, days, "2.1 [D]", "最后阶段完成后1个工作日内办结", "completed within 1 working day of the last stage"),
		row(LimitExplain, "解释说明", "explanation", 5, days, "2.4 [D]", "谅解清单5个工作日内解释说明", "matters on the understanding list are explained within 5 working days"),
		row(LimitReview, "到期复查", "looking again", 1, days, "2.4 [D]", "复查日到期后1个工作日内重新研判", "judged anew within 1 working day of the day set for looking again"),
		row(LimitCheck, "验单", "the check", 1, days, "2.4 [D]", "办结后1个工作日内验单", "checked within 1 working day of completion"),
		row(LimitFeedback, "反馈", "the answer", 1, days, "2.4 [D]", "验单通过后1个工作日内反馈", "answered within 1 working day of passing"),
		row(LimitRating, "征询并登记评价", "asking for and registering ratings", 5, days, "2.2 [R]", "办结后5个工作日内征求吹哨方对报到方的评价并登记", "within 5 working days after completion the centre has asked the whistler for its rating and registered it"),
		row(LimitAnswer, "答复咨询", "answering an inquiry", 2, days, "2.3 [D]", "咨询2个工作日内答复", "an inquiry is answered within 2 working days: it asks for words, not for work"),
		row(LimitSample, "抽查", "looking at a sample", 5, days, "2.2 [D]", "集中检查日起5个工作日内检查完毕", "a round of samples is done within 5 working days of its day: before the next but one begins"),
		row(LimitRework, "重办", "rework", 5, days, "2.2 [D]", "退回或重新办理的，5个工作日内办结", "what is sent back or reopened is done within 5 working days"),
	}
}

// longestRating is within how many working days of completion ratings must have
// been asked for and registered. 2.2 [R].
const longestRating = 5

// Validate names everything in a policy that cannot be worked with; what is
// wrong with a district's own, with the district in its path.
func (p *Policy) Validate() error {
	f := p.faults()
	for _, code := range slices.Sorted(maps.Keys(p.Districts)) {
		own, path := p.Districts[code], "districts."+string(code)
		switch {
		case !code.Valid():
			f.Add(path, "bad-code", "单位代码格式不正确", "is not a unit code")
		case own == nil:
			f.Add(path, "required", "缺少该区规则", "is missing")
			continue
		case len(own.Districts) > 0:
			f.Add(path+".districts", "unexpected", "区级规则不得再分区", "a district's policy has no districts")
		}
		for _, fault := range own.faults() {
			fault.Path = path + "." + fault.Path
			f = append(f, fault)
		}
	}
	return f.Err()
}

// own are the districts' policies as an institution takes them.
func (p *Policy) own() map[orgtree.Code]governance.Policy {
	out := make(map[orgtree.Code]governance.Policy, len(p.Districts))
	for code, own := range p.Districts {
		out[code] = own
	}
	return out
}

func (p *Policy) faults() (f governance.Faults) {
	within := func(path string, n, low, high int) {
		if n < low || n > high {
			f.Add(path, "out-of-range", fmt.Sprintf("应在%d至%d之间", low, high), fmt.Sprintf("is not between %d and %d", low, high))
		}
	}
	within("refusalsPerUnit", p.RefusalsPerUnit, 0, 10)
	within("maxExtensions", p.MaxExtensions, 0, 10)
	within("maxExtensionDays", p.MaxExtensionDays, 1, 250)
	within("pauseDays", p.PauseDays, 1, 250)
	within("maxPauses", p.MaxPauses, 0, 100)
	within("reviewDays", p.ReviewDays, 1, 500)
	within("reopenDays", p.ReopenDays, 1, 250)
	within("maxReopenings", p.MaxReopenings, 0, 10)
	within("unmergeDays", p.UnmergeDays, 1, 60)
	within("maxMerged", p.MaxMerged, 1, 500)
	within("maxParts", p.MaxParts, 2, 50)
	within("sampleShare", p.SampleShare, 0, perMille)
	if !slices.ContainsFunc(p.SampleRound.Choices(), func(c governance.Choice) bool { return c.Code == string(p.SampleRound) }) {
		f.Add("sampleRound", "unknown-code", "不在可选范围内", "is not one of the codes")
	}
	f = append(f, p.Limits.Faults()...)
	if _, there := p.Limit(LimitRating, ""); !there { // [R]: not a district's to leave out
		f.Add("limits."+LimitRating, "required", "缺少征询评价的期限", "the window for ratings is missing")
	}
	for i, l := range p.Limits { // nor to lengthen
		if l.Name == LimitRating && (l.Period.Unit != governance.WorkingDays || l.Period.N > longestRating) {
			f.Add(fmt.Sprintf("limits[%d].period", i), "out-of-range", "征询评价的期限不得超过5个工作日", "may not be more than 5 working days")
		}
	}
	for i, l := range p.Limits {
		if l.Category != "" && !p.Categories.Has(l.Category) {
			f.Add(fmt.Sprintf("limits[%d].category", i), "unknown-category", "没有这个类别", "is not a category")
		}
	}
	return append(f, p.Categories.faults()...)
}

// policy is the matter's policy at a moment.
func policy(m *governance.Moment) *Policy { return m.Policy.(*Policy) }
