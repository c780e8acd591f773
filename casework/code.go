package casework

import (
	"strconv"

	"github.com/jinlin-project/jinlin/governance"
)

// A List is one of the three lists (三张清单) that the centre sorts matters
// into, by difficulty and by the time they need [R].
type List string

// The three lists.
const (
	Immediate     List = "immediate"     // 即办清单: can be done now; one deadline
	Phased        List = "phased"        // 阶段性事项清单: needs stages, each with its own deadline
	Understanding List = "understanding" // 谅解清单: cannot be done at present; explained, and looked at again
)

// Choices lists the lists with their labels.
func (List) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Immediate), Label: governance.Text{Zh: "即办清单", En: "immediate"}},
		{Code: string(Phased), Label: governance.Text{Zh: "阶段性事项清单", En: "phased"}},
		{Code: string(Understanding), Label: governance.Text{Zh: "谅解清单", En: "understanding"}},
	}
}

// MarshalJSON writes a matter that is on no list yet as null.
func (l List) MarshalJSON() ([]byte, error) {
	if l == "" {
		return []byte("null"), nil
	}
	return strconv.AppendQuote(nil, string(l)), nil
}

// A Solution says how far something was solved, by those who did it or by
// those who rate it.
type Solution string

// How far something was solved.
const (
	Solved   Solution = "solved"   // 解决
	Partly   Solution = "partly"   // 部分解决
	Unsolved Solution = "unsolved" // 未解决
)

// Choices lists the solutions with their labels.
func (Solution) Choices() []governance.Choice { return outcomes[:3] }

// An Outcome is what came of a matter (办理结果), which is not its phase. A
// closed matter always has one.
type Outcome string

// The outcomes besides the solutions.
const (
	Understood Outcome = "understood" // 取得谅解
	Declined   Outcome = "declined"   // 不予受理
	Withdrawn  Outcome = "withdrawn"  // 撤回
	Merged     Outcome = "merged"     // 并案
)

var outcomes = []governance.Choice{
	{Code: string(Solved), Label: governance.Text{Zh: "解决", En: "solved"}},
	{Code: string(Partly), Label: governance.Text{Zh: "部分解决", En: "partly solved"}},
	{Code: string(Unsolved), Label: governance.Text{Zh: "未解决", En: "not solved"}},
	{Code: string(Understood), Label: governance.Text{Zh: "取得谅解", En: "understood"}},
	{Code: string(Declined), Label: governance.Text{Zh: "不予受理", En: "declined"}},
	{Code: string(Withdrawn), Label: governance.Text{Zh: "撤回", En: "withdrawn"}},
	{Code: string(Merged), Label: governance.Text{Zh: "并案", En: "merged"}},
}

// Choices lists all outcomes with their labels.
func (Outcome) Choices() []governance.Choice { return outcomes }

// A Role is what a unit is in a matter.
type Role string

// The roles of units.
const (
	Lead   Role = "lead"   // 牵头单位: named by the centre, coordinates and ends the handling
	Assist Role = "assist" // 协办单位
	First  Role = "first"  // 首接单位: the town that reported in first, once another leads
)

// Choices lists the roles with their labels.
func (Role) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Lead), Label: governance.Text{Zh: "牵头单位", En: "lead"}},
		{Code: string(Assist), Label: governance.Text{Zh: "协办单位", En: "assisting"}},
		{Code: string(First), Label: governance.Text{Zh: "首接单位", En: "first responsible"}},
	}
}

// An Assigned role is one that the centre may give: lead or assist.
type Assigned string

// Choices lists the roles that can be given.
func (Assigned) Choices() []governance.Choice { return Role("").Choices()[:2] }

// A Standing is how far one unit is with its part.
type Standing string

// The standings of a unit.
const (
	Offered  Standing = "offered"   // 待接单
	Taken    Standing = "taken"     // 已接单
	Refused  Standing = "refused"   // 已退单
	Done     Standing = "done"      // 已办结，待验单
	Passed   Standing = "passed"    // 验单通过
	SentBack Standing = "sent-back" // 验单退回
)

// Choices lists the standings with their labels.
func (Standing) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Offered), Label: governance.Text{Zh: "待接单", En: "offered"}},
		{Code: string(Taken), Label: governance.Text{Zh: "已接单", En: "taken"}},
		{Code: string(Refused), Label: governance.Text{Zh: "已退单", En: "refused"}},
		{Code: string(Done), Label: governance.Text{Zh: "已办结待验单", En: "done"}},
		{Code: string(Passed), Label: governance.Text{Zh: "验单通过", En: "passed"}},
		{Code: string(SentBack), Label: governance.Text{Zh: "验单退回", En: "sent back"}},
	}
}

// Urgency is how pressing the sender or the community finds a matter.
type Urgency string

// Choices lists the urgencies with their labels.
func (Urgency) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: "normal", Label: governance.Text{Zh: "一般", En: "normal"}},
		{Code: "urgent", Label: governance.Text{Zh: "紧急", En: "urgent"}},
		{Code: "emergency", Label: governance.Text{Zh: "特急", En: "emergency"}},
	}
}

// Satisfaction is a rating in five steps, 5 very satisfied to 1 very
// dissatisfied; 0 is "not given".
type Satisfaction int

// basicallySatisfied (基本满意) is the least that is not dissatisfied.
const basicallySatisfied Satisfaction = 3

// Label names a step.
func (s Satisfaction) Label() governance.Text {
	return [...]governance.Text{
		{Zh: "未评价", En: "not given"}, {Zh: "非常不满意", En: "very dissatisfied"}, {Zh: "不满意", En: "dissatisfied"},
		{Zh: "基本满意", En: "basically satisfied"}, {Zh: "满意", En: "satisfied"}, {Zh: "非常满意", En: "very satisfied"},
	}[min(max(s, 0), 5)]
}
