package voting

import (
	"cmp"
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
)

// A Majority is a rule by which votes are counted (表决规则), as a row.
type Majority struct {
	Rule
	Label    governance.Text
	Source   string
	Sentence governance.Text
}

// A Rule says how many have to take part, and how many to agree, of whom. A weighted
// rule asks the same of the floor area that they own as of their number (面积、人数双过半).
type Rule struct {
	Code     string `json:"code" zh:"代码" en:"Code"`
	Quorum   Part   `json:"quorum,omitzero" zh:"参加" en:"Who has to take part, of the roll"`
	Pass     Part   `json:"pass" zh:"同意" en:"Who has to agree"`
	OfAll    bool   `json:"ofAll,omitempty" zh:"以全体为基数" en:"Agreement is counted of the whole roll"`
	Weighted bool   `json:"weighted,omitempty" zh:"面积与人数均须达到" en:"By area as well as by number"`
}

// A Part is a share of a whole: at least Num of Den, or more than that. Without a
// Den nothing is asked.
type Part struct {
	Num  int64 `json:"num" zh:"分子" en:"Numerator"`
	Den  int64 `json:"den" zh:"分母" en:"Denominator"`
	Over bool  `json:"over,omitempty" zh:"须超过" en:"More than"`
}

// String writes the share as rules state it: ">1/2", "≥2/3".
func (p Part) String() string {
	sign := map[bool]string{true: ">"}[p.Over]
	if p.Den == 0 {
		return ""
	}
	return fmt.Sprintf("%s%d/%d", cmp.Or(sign, "≥"), p.Num, p.Den)
}

func (p Part) sound() bool {
	return p.Num >= 0 && p.Num <= p.Den && (!p.Over || p.Num < p.Den)
}

// Sound reports whether votes can be counted by the rule: it asks for no more than all
// and no less than none.
func (r *Rule) Sound() bool { return r.Quorum.sound() && r.Pass.sound() && r.Pass.Den > 0 }

func (p Part) reached(some, whole int64) bool {
	if p.Over {
		return some*p.Den > whole*p.Num
	}
	return some*p.Den >= whole*p.Num
}

// DefaultMajorities returns the rules that a district begins with.
func DefaultMajorities() []Majority {
	half, twoThirds, threeQuarters := Part{1, 2, true}, Part{2, 3, false}, Part{3, 4, false}
	return []Majority{
		majority("simple", "参加者过半数", "majority of those taking part", "居民委员会组织法 10", half, half).
			say("过半数参加，参加者过半数同意", "more than half take part, and more than half of these agree"),
		majority("all-half", "全体过半数", "majority of all", "4 G8 [D]", Part{}, half).ofAll().
			say("全体过半数同意", "more than half of the whole roll agree"),
		majority("two-thirds", "全体三分之二", "two thirds of all", "4 G8 [D]", Part{}, twoThirds).ofAll().
			say("全体三分之二以上同意", "at least two thirds of the whole roll agree"),
		majority("owners", "业主一般事项", "owners, ordinary", "民法典 278", twoThirds, half).weighted().
			say("面积和人数各三分之二以上参加，参加者面积和人数各过半数同意", "two thirds by area and number take part, more than half of these by area and number agree"),
		majority("owners-major", "业主重大事项", "owners, major", "民法典 278", twoThirds, threeQuarters).weighted().
			say("面积和人数各三分之二以上参加，参加者面积和人数各四分之三以上同意", "two thirds by area and number take part, three quarters of these by area and number agree"),
	}
}

func majority(code, zh, en, source string, quorum, pass Part) Majority {
	return Majority{Rule: Rule{Code: code, Quorum: quorum, Pass: pass}, Label: governance.Text{Zh: zh, En: en}, Source: source}
}

func (r Majority) ofAll() Majority {
	r.OfAll = true
	return r
}

func (r Majority) weighted() Majority {
	r.Weighted = true
	return r
}

func (r Majority) say(zh, en string) Majority {
	r.Sentence = governance.Text{Zh: zh, En: en}
	return r
}

// A Weight is a number of persons, and the floor area they own (专有部分面积) in
// hundredths of a square metre, as title deeds have it.
type Weight struct {
	Persons int64 `json:"persons" zh:"人数" en:"Persons"`
	Area    int64 `json:"area,omitempty" zh:"面积（百分之一平方米）" en:"Area, in hundredths of a square metre"`
}

// Plus is both weights together.
func (w Weight) Plus(o Weight) Weight { return Weight{w.Persons + o.Persons, w.Area + o.Area} }

// Minus is what is left of a weight without another.
func (w Weight) Minus(o Weight) Weight { return Weight{w.Persons - o.Persons, w.Area - o.Area} }

// A Count is how a vote stands (计票).
type Count struct {
	Yes     Weight `json:"yes" zh:"同意" en:"For"`
	No      Weight `json:"no" zh:"反对" en:"Against"`
	Abstain Weight `json:"abstain" zh:"弃权" en:"Abstentions"`
}

// Cast is all that was cast.
func (c Count) Cast() Weight { return c.Yes.Plus(c.No).Plus(c.Abstain) }

func (c Count) with(choice Choice, w Weight) Count {
	switch choice {
	case Yes:
		c.Yes = c.Yes.Plus(w)
	case No:
		c.No = c.No.Plus(w)
	case Abstain:
		c.Abstain = c.Abstain.Plus(w)
	}
	return c
}

// The outcomes of a vote.
const (
	Passed   = "passed"    // 通过
	Refused  = "refused"   // 未通过
	NoQuorum = "no-quorum" // 参加人数不足
)

// Decide counts a vote of a roll out.
func (r *Rule) Decide(roll Weight, c Count) string {
	base := c.Cast()
	if r.OfAll {
		base = roll
	}
	switch {
	case base.Persons == 0 || !r.holds(r.Quorum, c.Cast(), roll):
		return NoQuorum
	case r.holds(r.Pass, c.Yes, base):
		return Passed
	}
	return Refused
}

func (r *Rule) holds(p Part, some, whole Weight) bool {
	return p.reached(some.Persons, whole.Persons) && (!r.Weighted || p.reached(some.Area, whole.Area))
}

// Settled reports whether nothing that can still be cast changes what Decide says:
// it is the same when nobody else votes, when all do for it and when all do against.
func (r *Rule) Settled(roll Weight, c Count) bool {
	left, now := roll.Minus(c.Cast()), r.Decide(roll, c)
	return now == r.Decide(roll, c.with(Yes, left)) && now == r.Decide(roll, c.with(No, left))
}
