package charter

import (
	"context"
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// The names of the limits.
const (
	LimitApprove  = "approve"
	LimitTakeUp   = "take-up"
	LimitCarryOut = "carry-out"
	LimitRegister = "register"
)

// DefaultPolicy returns the time limits and majority rules that a district begins
// with.
func DefaultPolicy() *Policy {
	return &Policy{Majorities: voting.DefaultMajorities(), Limits: governance.Limits{
		governance.LimitOf(LimitApprove, 5, governance.WorkingDays, "4 G8 [D]").
			Say("同意加入", "agreeing to who joins", "申请后5个工作日内决定", "within 5 working days"),
		governance.LimitOf(LimitTakeUp, 5, governance.WorkingDays, "4 G8 [D]").
			Say("列入议事", "taking it up", "提案后5个工作日内决定是否列入议事", "within 5 working days it is decided whether it is taken up"),
		governance.LimitOf(LimitCarryOut, 20, governance.WorkingDays, "4 G8 [D]").
			Say("落实", "carrying it out", "通过后20个工作日内落实或转办", "carried out or handed on within 20 working days"),
		governance.LimitOf(LimitRegister, 10, governance.WorkingDays, "4 G8 [D]").
			Say("备案", "registering it", "街道（镇）10个工作日内备案或责令改正", "the town registers it or objects within 10 working days"),
	}}
}

// A Policy is what a district may set: the time limits, and the rules by which
// votes are counted.
type Policy struct {
	governance.Limits
	Majorities []voting.Majority
}

// Validate names what is wrong with the limits and rules.
func (p *Policy) Validate() error {
	f, seen := p.Faults(), map[string]bool{}
	for i, r := range p.Majorities {
		path := fmt.Sprintf("majorities[%d]", i)
		if r.Code == "" || seen[r.Code] {
			f.Add(path+".code", "repeated", "代码为空或重复", "is empty or stands twice")
		}
		seen[r.Code] = true
		if !r.Sound() {
			f.Add(path, "out-of-range", "比例应在0与1之间", "asks for more than all or less than none")
		}
	}
	return f.Err()
}

// Majorities lists the rules by which votes may be counted.
func Majorities() governance.Question {
	return governance.Ask("majorities", func(_ context.Context, r *governance.Reader, _ struct{}) (*governance.Listing, error) {
		out := &governance.Listing{Columns: []governance.ListingColumn{
			governance.ColumnOf("code", "代码", "Code"), governance.ColumnOf("label", "名称", "Rule"), governance.ColumnOf("quorum", "参加", "Quorum"),
			governance.ColumnOf("pass", "同意", "Majority"), governance.ColumnOf("source", "依据", "Source"), governance.ColumnOf("sentence", "说明", "Sentence"),
		}}
		for _, row := range r.Policy.(*Policy).Majorities {
			out.Rows = append(out.Rows, []string{row.Code, row.Label.Zh, row.Quorum.String(), row.Pass.String(), row.Source, row.Sentence.Zh})
		}
		return out, nil
	}).As("4 G8", governance.Text{Zh: "表决规则", En: "majority rules"},
		governance.Text{Zh: "可用的表决规则", En: "the rules by which votes may be counted"})
}
