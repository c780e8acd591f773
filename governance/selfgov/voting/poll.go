package voting

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// A Choice is what somebody votes.
type Choice string

// The choices.
const (
	Yes     Choice = "yes"     // 同意
	No      Choice = "no"      // 反对
	Abstain Choice = "abstain" // 弃权
)

// Choices lists the choices with their labels.
func (Choice) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Yes, "同意", "for"), governance.ChoiceOf(No, "反对", "against"), governance.ChoiceOf(Abstain, "弃权", "abstaining"),
	}
}

// OpenVote opens the vote on what was deliberated, and freezes the roll (发起表决).
type OpenVote struct {
	Majority string    `json:"majority" zh:"表决规则" en:"Majority rule" rule:"required,max=32"`
	Secret   bool      `json:"secret" zh:"无记名" en:"Secret ballot"`
	Until    time.Time `json:"until" zh:"截止时间" en:"Until" rule:"required"`
}

// Verb is "open-vote".
func (OpenVote) Verb() string { return "open-vote" }

// longestVote is how long a vote may be open [D]: long enough to go from door to door.
const longestVote = 60 * 24 * time.Hour

// byCode is the rule of a code, and whether there is one.
func byCode(rules []Majority, code string) (Rule, bool) {
	i := slices.IndexFunc(rules, func(r Majority) bool { return r.Code == code })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i].Rule, true
}

// Faults names what is wrong with it, by the rules there are.
func (o OpenVote) Faults(rules []Majority, now time.Time) error {
	var f governance.Faults
	rule, ok := byCode(rules, o.Majority)
	if !ok {
		f.Add("majority", "unknown-code", "没有这一表决规则", "is not a rule by which votes are counted")
	}
	if rule.Weighted && o.Secret {
		f.Add("secret", "weighted", "按面积表决不能无记名：面积会说出是谁", "a vote weighted by area cannot be secret: the area would say who")
	}
	if !o.Until.After(now) || o.Until.After(now.Add(longestVote)) {
		f.Add("until", "out-of-range", "应在六十日内", "is not within the next 60 days")
	}
	return f.Err()
}

// Poll is the vote that it opens.
func (o OpenVote) Poll(rules []Majority) *Poll {
	rule, _ := byCode(rules, o.Majority)
	return &Poll{Rule: rule, Until: o.Until.Truncate(time.Second)}
}

// A Poll is a vote: the rule as it stood when the vote was opened, the roll frozen
// then, and the count.
type Poll struct {
	Rule    Rule      `json:"rule" zh:"表决规则" en:"Majority rule"`
	Roll    Weight    `json:"roll" zh:"应参加" en:"The roll"`
	Changes int       `json:"changes" zh:"名册变更号" en:"Number of the roll's last change"`
	Until   time.Time `json:"until" zh:"截止时间" en:"Until"`
	Count   Count     `json:"count" zh:"计票" en:"Count"`
	Result  string    `json:"result,omitempty" zh:"结果" en:"Result"`
}

// counted is what a weight counts for under the rule: by number alone unless it is
// weighted, so that no area says in a secret ballot whose vote it was.
func (p *Poll) counted(w Weight) Weight {
	if !p.Rule.Weighted {
		w.Area = 0
	}
	return w
}

// Freeze keeps the roll that votes, as it stood after a change.
func (p *Poll) Freeze(roll Weight, change int) { p.Roll, p.Changes = p.counted(roll), change }

// Cast counts a vote.
func (p *Poll) Cast(choice Choice, w Weight) { p.Count = p.Count.with(choice, p.counted(w)) }

// Settled reports whether nothing that can still be cast changes the result.
func (p *Poll) Settled() bool { return p.Rule.Settled(p.Roll, p.Count) }

// Close keeps the result, and reports whether it has passed.
func (p *Poll) Close() bool {
	p.Result = p.Rule.Decide(p.Roll, p.Count)
	return p.Result == Passed
}
