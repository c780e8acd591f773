package scoring

import (
	"github.com/jinlin-project/jinlin/governance"
)

// A RuleSet says how the counters of a unit become a score (评分规则), as data: a
// district writes its own without a line of code. It is JSON (see [Schema]),
// read by [DecodeRuleSet], printed by [RuleSet.Markdown], and only worth anything
// once [NewScorer] has found it sound. Numbers are exact decimals with at most
// four places. Every row says where it comes from.
type RuleSet struct {
	ID      string          `json:"id"`      // stable: lower-case letters, digits and hyphens
	Version int             `json:"version"` // from 1; a change of any number is a new version
	Title   governance.Text `json:"title"`
	Source  governance.Text `json:"source"`
	Side    Side            `json:"side"`
	Groups  []Group         `json:"groups"` // whom it is for; each group is ranked by itself

	Values     *Values      `json:"values,omitempty"` // given exactly where a rate asks for them
	Terms      []Term       `json:"terms"`
	Additions  []Adjustment `json:"additions,omitempty"`
	Deductions []Adjustment `json:"deductions,omitempty"`
	Ceilings   []Ceiling    `json:"ceilings,omitempty"`
	Minimum    Minimum      `json:"minimum"`
	Absent     Absent       `json:"absent"`
	Grades     Grades       `json:"grades"` // from the best down; the last from 0
	Rounding   Rounding     `json:"rounding"`
}

// Values say what the steps of satisfaction, a partial solution and
// understanding count for, 0 to 1. A better step never counts for less.
type Values struct {
	VerySatisfied      Fixed           `json:"verySatisfied"`      // 非常满意
	Satisfied          Fixed           `json:"satisfied"`          // 满意
	BasicallySatisfied Fixed           `json:"basicallySatisfied"` // 基本满意
	Dissatisfied       Fixed           `json:"dissatisfied"`       // 不满意
	VeryDissatisfied   Fixed           `json:"veryDissatisfied"`   // 非常不满意
	PartlySolved       Fixed           `json:"partlySolved"`       // 部分解决
	Understood         Fixed           `json:"understood"`         // 取得谅解
	Source             governance.Text `json:"source"`
}

// valueRows are the values with their labels, in order.
var valueRows = []struct {
	key   ValueKey
	label governance.Text
	of    func(*Values) Fixed
}{
	{ValueVery, governance.Text{Zh: "非常满意", En: "very satisfied"}, func(v *Values) Fixed { return v.VerySatisfied }},
	{ValueSatisfied, governance.Text{Zh: "满意", En: "satisfied"}, func(v *Values) Fixed { return v.Satisfied }},
	{ValueBasically, governance.Text{Zh: "基本满意", En: "basically satisfied"}, func(v *Values) Fixed { return v.BasicallySatisfied }},
	{ValueDissatisfied, governance.Text{Zh: "不满意", En: "dissatisfied"}, func(v *Values) Fixed { return v.Dissatisfied }},
	{ValueVeryDis, governance.Text{Zh: "非常不满意", En: "very dissatisfied"}, func(v *Values) Fixed { return v.VeryDissatisfied }},
	{ValuePartly, governance.Text{Zh: "部分解决", En: "partly solved"}, func(v *Values) Fixed { return v.PartlySolved }},
	{ValueUnderstood, governance.Text{Zh: "取得谅解", En: "understood"}, func(v *Values) Fixed { return v.Understood }},
}

// of returns what a share counts for.
func (v *Values) of(key ValueKey) Fixed {
	for _, row := range valueRows {
		if row.key == key {
			return row.of(v)
		}
	}
	return One
}

// A Term is one row of a score (计分项): a rate over some lists, and its weight.
type Term struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Rate     string          `json:"rate"`            // one of [Rates]
	Lists    []List          `json:"lists,omitempty"` // none: all lists together
	Weight   Fixed           `json:"weight"`          // of all terms together: 1
	// Full is the rate from which the term counts in full (满分线), and Pass the
	// rate below which it counts for nothing (起评线); for a rate of which fewer is
	// better, of what it leaves to 1. 0 is none.
	Full Fixed `json:"full,omitempty"`
	Pass Fixed `json:"pass,omitempty"`
}

// An Adjustment adds or deducts points each time something happens (加分、扣分),
// up to a cap.
type Adjustment struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Event    string          `json:"event"` // one of [Events]
	Lists    []List          `json:"lists,omitempty"`
	Each     Fixed           `json:"each"` // points
	Cap      Fixed           `json:"cap"`  // the most it comes to, in points
}

// A Ceiling holds the score of a unit whose rate is too low (封顶): below the
// threshold, the score is at most so many points.
type Ceiling struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Rate     string          `json:"rate"`
	Lists    []List          `json:"lists,omitempty"`
	Below    Fixed           `json:"below"` // of the rate; where fewer is better, of what it leaves to 1
	Most     Fixed           `json:"most"`  // points
}

// A Minimum is the smallest sample from which a unit is graded and ranked
// (最低样本). Below it the score is shown, and said to be without grade and rank.
// Ratings kept from being given count as ratings, so that nobody slips under the
// minimum by refusing them.
type Minimum struct {
	Parts   int             `json:"parts"`   // parts that count
	Ratings int             `json:"ratings"` // ratings given, or kept from being given
	Source  governance.Text `json:"source"`
}

// Absent says what a rate without denominator does. Where the rate is [ZeroValue]
// every term has a value, and Term is never asked.
type Absent struct {
	Rate   AbsentRate      `json:"rate"`
	Term   AbsentTerm      `json:"term"`
	Source governance.Text `json:"source"`
}

// An AbsentRate is what a rate without denominator is.
type AbsentRate string

// What a rate without denominator is.
const (
	NoValue   AbsentRate = "none" // 无值
	ZeroValue AbsentRate = "zero" // 计为零: 0 in every use, which is the best where fewer is better; ceilings hold
)

// Choices lists the two with their labels.
func (AbsentRate) Choices() []governance.Choice { return absentRateChoices }

// An AbsentTerm is what becomes of a score when a term has no value.
type AbsentTerm string

// What becomes of a score when a term has no value.
const (
	Redistribute AbsentTerm = "redistribute" // 权重按比例分给其余各项
	NoScore      AbsentTerm = "no-score"     // 不出分
)

// Choices lists the two with their labels.
func (AbsentTerm) Choices() []governance.Choice { return absentTermChoices }

var (
	absentRateChoices = []governance.Choice{choice(NoValue, "无值", "no value"), choice(ZeroValue, "计为零", "zero")}
	absentTermChoices = []governance.Choice{
		choice(Redistribute, "权重按比例分给其余各项", "the weights of the others take its place"), choice(NoScore, "不出分", "no score"),
	}
)
