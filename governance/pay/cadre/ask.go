package cadre

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/orgtree"
)

func askInsured() governance.Question {
	return governance.Ask("insured", func(ctx context.Context, r *governance.Reader, p UnitParam) (governance.Ratio, error) {
		var out governance.Ratio
		err := p.each(ctx, r, func(c *Cadre) {
			out.Den++
			if c.Pension != nil {
				out.Num++
			}
		})
		return out, err
	}).As("4 G16", governance.Text{Zh: "养老保险参保", En: "insured"},
		governance.Text{Zh: "在任两委干部中已参加养老保险的", En: "of the cadres serving, those with pension insurance"})
}

// askUnposted finds terms that nobody has ended although the post has.
func askUnposted() governance.Question {
	return governance.Ask("unposted", func(ctx context.Context, r *governance.Reader, p UnitParam) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{governance.ColumnOf("person", "人员", "Person"), governance.ColumnOf("community", "社区", "Community"), governance.ColumnOf("post", "职务", "Post")}}
		err := p.each(ctx, r, func(c *Cadre) {
			if !holds(r.Org, c.Person, c.Post, c.Community, c.From) {
				l.Rows = append(l.Rows, []string{c.Person, r.Org.Name(c.Community), governance.Label(c.Post.Choices(), string(c.Post)).Zh})
			}
		})
		return l, err
	}).As("4 G16 [D]", governance.Text{Zh: "在册不在岗", En: "no longer in post"},
		governance.Text{Zh: "登记在任而今天已不任此职的，应办理离任", En: "registered as serving, and no longer holding the post today"})
}

// askTerm answers registrations.
func askTerm() governance.Question {
	return governance.Ask("term", func(ctx context.Context, r *governance.Reader, p TermOf) (Term, error) {
		t := Term{Until: civil.Min}
		err := governance.EachOf(ctx, r, governance.Query{Person: p.Person, Limit: 1000}, func(c *Cadre) {
			t.Serving = t.Serving || c.Phase == Serving
			if c.Phase == Left {
				t.Until = max(t.Until, c.Until)
			}
		})
		return t, err
	}).ToDecisions().As("4 G16 [D]", governance.Text{Zh: "任职期间", En: "terms"}, governance.Text{Zh: "供登记查验，不重复计薪", En: "for registrations, so that nobody is paid twice for a day"})
}

// UnitParam restricts an answer to a unit and what lies below it.
type UnitParam struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
}

// each visits those who serve there.
func (p UnitParam) each(ctx context.Context, r *governance.Reader, visit func(*Cadre)) error {
	return governance.EachOf(ctx, r, governance.Query{Phases: governance.Phases(Serving), Unit: payment.Communities(r, p.Unit), Limit: 1000}, visit)
}
