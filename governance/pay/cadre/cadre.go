package cadre

import (
	"cmp"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/reckoning"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which cadres are kept.
const Kind = payment.KindCadre

// The phases of a cadre.
const (
	Serving governance.Phase = "serving" // 在任
	Left    governance.Phase = "left"    // 离任
)

// A Cadre is one person's term in a post at a grade (两委干部). Who is promoted leaves
// one term and begins another.
type Cadre struct {
	governance.Head
	Person    string           `json:"person" zh:"人员" en:"Person"`
	Community orgtree.Code     `json:"community" zh:"社区" en:"Community"`
	Post      standard.Post    `json:"post" zh:"职务" en:"Post"`
	Grade     int              `json:"grade" zh:"等级" en:"Grade"`
	From      civil.Date       `json:"from" zh:"起薪日" en:"Paid from"`
	Until     civil.Date       `json:"until,omitzero" zh:"止薪日" en:"Last day"`
	Pension   *Pension         `json:"pension,omitempty" zh:"养老保险" en:"Pension insurance"`
	Reckoned  civil.Date       `json:"reckoned" zh:"已核算至（不含）" en:"Reckoned up to, not included"`
	Rates     []reckoning.Rate `json:"rates,omitempty" zh:"核算所用标准" en:"Rates reckoned by"`
	Due       governance.Yuan  `json:"due,omitzero" zh:"累计应发" en:"Due so far"`
	Paid      governance.Yuan  `json:"paid,omitzero" zh:"累计已发" en:"Paid so far"`
}

// Pension is the pension insurance of a cadre (养老保险).
type Pension struct {
	Since civil.Date      `json:"since" zh:"参保日" en:"Since" rule:"required"`
	Base  governance.Yuan `json:"base" zh:"缴费基数（元）" en:"Base of the contributions, in yuan" rule:"required"`
}

// Register registers a term (登记). The person has to hold the post.
type Register struct {
	Person    string        `json:"person" zh:"人员" en:"Person" rule:"required,max=64"`
	Community orgtree.Code  `json:"community" zh:"社区" en:"Community" rule:"required"`
	Post      standard.Post `json:"post" zh:"职务" en:"Post" rule:"required"`
	Grade     int           `json:"grade" zh:"等级" en:"Grade" rule:"required,min=1,max=20"`
	From      civil.Date    `json:"from" zh:"起薪日" en:"Paid from" rule:"required"`
}

// Verb is "register".
func (Register) Verb() string { return "register" }

// Site is the community.
func (r Register) Site() orgtree.Code { return r.Community }

// Insure records the pension insurance (参保).
type Insure struct{ Pension }

// Verb is "insure".
func (Insure) Verb() string { return "insure" }

// Reckon is given by time when a month is over (按月核算).
type Reckon struct{}

// Verb is "reckon".
func (Reckon) Verb() string { return "reckon" }

// Review reckons anew what was reckoned, when standards have changed (核算补发).
type Review struct{}

// Verb is "review".
func (Review) Verb() string { return "review" }

// TermOf asks for the terms of a person.
type TermOf struct {
	Person string `json:"person" zh:"人员" en:"Person" rule:"required,max=64"`
}

// A Term is how far the terms of a person reach.
type Term struct {
	Serving bool
	Until   civil.Date // the last day of those that have ended; [civil.Min] without one
}

// Leave ends the term with a day, which is the last that counts (离任).
type Leave struct {
	Until  civil.Date `json:"until" zh:"止薪日" en:"Last day" rule:"required"`
	Reason string     `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

func (c *Cadre) canRegister(cmd Register, m *governance.Moment) error {
	last, _ := governance.Answered[Term](m, Kind, "term")
	if last.Serving {
		return governance.Refuse("已有在任登记，一人一职", "somebody is paid for one post at a time")
	}
	var f governance.Faults
	m.Policy.(*standard.Rules).Near(&f, cmd.From, m)
	if cmd.From <= last.Until {
		f.Add("from", "overlaps", "与以前的任职重叠", "lies within an earlier term")
	}
	if cmd.From > m.Today() {
		f.Add("from", "in-future", "不应晚于今天", "lies in the future")
	}
	if !holds(m.Org, cmd.Person, cmd.Post, cmd.Community, cmd.From) {
		f.Add("person", "not-in-post", "当日不在该社区任此职务", "does not hold the post in the community on that day")
	}
	return f.Err()
}

// holds reports whether a person holds a post in a community's committees, since a
// day at least.
func holds(tree *orgtree.Tree, person string, post standard.Post, community orgtree.Code, since civil.Date) bool {
	return slices.ContainsFunc(tree.PostsOf(person), func(p orgtree.Post) bool {
		return p.Kind == post.Kind() && p.From <= since && slices.Contains(tree.HolderActsFor(p), community)
	})
}

func (c *Cadre) register(cmd Register, m *governance.Moment) {
	c.Person, c.Community, c.Post, c.Grade, c.From = cmd.Person, cmd.Community, cmd.Post, cmd.Grade, cmd.From
	c.Subject, c.Reckoned = cmd.Person, reckoning.MonthOf(cmd.From)
	m.Take(c.only())
	c.awaitMonth(m)
}

// only is the claim that a person is paid for one post at a time, whoever registers
// them at once.
func (c *Cadre) only() governance.Claim { return governance.Claim("cadre:" + c.Person) }

// awaitMonth has time reckon this month when it is over.
func (c *Cadre) awaitMonth(m *governance.Moment) {
	end := reckoning.Next(reckoning.MonthOf(civil.DateOf(m.Now().Add(time.Second))))
	c.Schedule(end.AddDays(-1).End(), Reckon{}.Verb())
}

func (c *Cadre) insure(cmd Insure, _ *governance.Moment) {
	p := cmd.Pension
	c.Pension = &p
}

func (c *Cadre) canInsure(cmd Insure, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Base.Positive(&f, "base")
	return f.Err()
}

// anew reckons the term up to a day by the standards that the row asked for.
func (c *Cadre) anew(to civil.Date, m *governance.Moment) (current reckoning.Reckoning, due, back []reckoning.Line) {
	rates, _ := governance.Answered[[]reckoning.Rate](m, standard.Kind, "rates")
	current = reckoning.Reckoning{To: to, Rates: rates}
	due, back = reckoning.Compare(c.From, reckoning.Reckoning{To: c.Reckoned, Rates: c.Rates}, current)
	return current, due, back
}

// settle opens what is due for the time up to a day.
func (c *Cadre) settle(to civil.Date, m *governance.Moment) {
	current, due, back := c.anew(to, m)
	c.Reckoned, c.Rates = current.To, current.Rates
	c.pay(payment.Regular, due, m)
	how := payment.BackPay
	if reckoning.Sum(back) < 0 {
		how = payment.TakeBack
	}
	c.pay(how, back, m)
}

func (c *Cadre) pay(how payment.Type, lines []reckoning.Line, m *governance.Moment) {
	if len(lines) == 0 {
		return
	}
	c.Due += reckoning.Sum(lines)
	m.Open(payment.Kind, payment.Assess{Cadre: c.ID, Person: c.Person, Community: c.Community, Post: c.Post, Grade: c.Grade, Type: how, Lines: lines})
}

func (c *Cadre) reckon(_ Reckon, m *governance.Moment) {
	c.settle(m.Today().AddDays(1), m)
	c.awaitMonth(m)
}

func (c *Cadre) canReview(_ Review, m *governance.Moment) error {
	_, known := governance.Answered[[]reckoning.Rate](m, standard.Kind, "rates")
	if _, due, back := c.anew(c.Reckoned, m); known && len(due)+len(back) == 0 {
		return governance.Refuse("标准没有变化，无须补发", "no standard has changed what is due")
	}
	return nil
}

func (c *Cadre) review(_ Review, m *governance.Moment) { c.settle(c.Reckoned, m) }

func (c *Cadre) canLeave(cmd Leave, m *governance.Moment) error {
	var f governance.Faults
	switch {
	case cmd.Until > m.Today():
		f.Add("until", "in-future", "不应晚于今天", "lies in the future")
	case cmd.Until < c.From:
		f.Add("until", "before-from", "不应早于起薪日", "lies before the first day")
	}
	return f.Err()
}

func (c *Cadre) leave(cmd Leave, m *governance.Moment) {
	c.Until = cmd.Until
	c.settle(cmd.Until.AddDays(1), m)
	m.Release(c.only())
	c.Close(m, string(Left))
}

func (c *Cadre) countPaid(cmd payment.CountPaid, _ *governance.Moment) { c.Paid += cmd.Amount }

func (c *Cadre) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, cmp.Or(c.Community, c.Site())))
}
