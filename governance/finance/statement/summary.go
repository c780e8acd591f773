package statement

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// YearOf asks about a year, of a unit and what lies below it, and perhaps of one
// level and purpose only.
type YearOf struct {
	Year    int          `json:"year" zh:"年度" en:"Year" rule:"required,min=2000,max=2999"`
	Unit    orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Level   fund.Level   `json:"level,omitempty" zh:"来源" en:"Level"`
	Purpose fund.Purpose `json:"purpose,omitempty" zh:"用途" en:"Purpose"`
}

// each visits the approved budgets that are asked about.
func (p YearOf) each(ctx context.Context, r *governance.Reader, visit func(*budget.Budget)) error {
	q := governance.Query{Phases: governance.Phases(budget.Open, budget.Settling, budget.Closed), Class: string(p.Level), Category: string(p.Purpose), Limit: 1000}
	if p.Unit != "" {
		q.Among = r.Within(p.Unit)
	}
	return governance.EachOf(ctx, r, q, func(b *budget.Budget) {
		if b.Year == p.Year {
			visit(b)
		}
	})
}

// Sums are what budgets add up to. Appropriated is what was, less what went back;
// Moved is what came from other budgets, less what went to them. The two together
// are spent, reserved or left.
type Sums struct {
	Amount       governance.Yuan `json:"amount"`
	Appropriated governance.Yuan `json:"appropriated"`
	Moved        governance.Yuan `json:"moved"`
	Spent        governance.Yuan `json:"spent"`
	Reserved     governance.Yuan `json:"reserved"`
	Left         governance.Yuan `json:"left"`
}

func (s *Sums) add(b *budget.Budget) {
	s.Amount += b.Amount
	s.Appropriated += b.Appropriated - b.Returned
	s.Moved += b.In - b.Out
	s.Spent += b.Spent
	s.Reserved += b.Reserved
	s.Left += b.Lots.Left()
}

// askTotals answers what all budgets of a year add up to, or those of one level
// and purpose.
func askTotals() governance.Question {
	return governance.Ask("totals", func(ctx context.Context, r *governance.Reader, p YearOf) (s Sums, err error) {
		err = p.each(ctx, r, s.add)
		return s, err
	}).As("4 G15 [F]", governance.Text{Zh: "经费合计", En: "totals"},
		governance.Text{Zh: "某年度预算、净拨付、支出和余额的合计，可限定来源和用途", En: "what a year's budgets add up to, perhaps of one level and purpose only"})
}

func (s *Sums) cells() []string {
	return []string{s.Amount.String(), s.Appropriated.String(), s.Moved.String(), s.Spent.String(), s.Reserved.String(), s.Left.String()}
}

// sumColumns are the columns of sums, behind those that say of what.
func sumColumns(of ...governance.ListingColumn) []governance.ListingColumn {
	return append(of, governance.ColumnOf("amount", "预算数", "Amount"), governance.ColumnOf("appropriated", "净拨付", "Appropriated, net"),
		governance.ColumnOf("moved", "调剂结转净额", "Moved, net"), governance.ColumnOf("spent", "已支出", "Spent"), governance.ColumnOf("reserved", "已批待付", "Reserved"), governance.ColumnOf("left", "可用余额", "Left"))
}

func askSummary() governance.Question {
	return governance.Ask("summary", func(ctx context.Context, r *governance.Reader, p YearOf) (*governance.Listing, error) {
		l := &governance.Listing{Columns: sumColumns(governance.ColumnOf("level", "来源", "Level"), governance.ColumnOf("purpose", "用途", "Purpose"))}
		sums := map[fund.Level]map[fund.Purpose]*Sums{}
		err := p.each(ctx, r, func(b *budget.Budget) {
			if sums[b.Level] == nil {
				sums[b.Level] = map[fund.Purpose]*Sums{}
			}
			if sums[b.Level][b.Purpose] == nil {
				sums[b.Level][b.Purpose] = new(Sums)
			}
			sums[b.Level][b.Purpose].add(b)
		})
		for _, level := range fund.Level("").Choices() {
			for _, purpose := range fund.Purpose("").Choices() {
				if s := sums[fund.Level(level.Code)][fund.Purpose(purpose.Code)]; s != nil {
					l.Rows = append(l.Rows, append([]string{level.Label.Zh, purpose.Label.Zh}, s.cells()...))
				}
			}
		}
		return l, err
	}).As("4 G15 [F]", governance.Text{Zh: "经费汇总", En: "summary"},
		governance.Text{Zh: "某年度按来源和用途汇总预算、拨付、支出和余额", En: "a year's money by level and purpose"})
}

// community is the community in which a unit lies, where it lies in one.
func community(r *governance.Reader, unit orgtree.Code) orgtree.Code {
	at, _ := r.Org.Successor(unit)
	code, _ := r.Org.Community(at)
	return code
}

func askCommunities() governance.Question {
	return governance.Ask("communities", func(ctx context.Context, r *governance.Reader, p YearOf) (*governance.Listing, error) {
		l := &governance.Listing{Columns: sumColumns(governance.ColumnOf("community", "社区", "Community"))}
		sums := map[orgtree.Code]*Sums{}
		err := p.each(ctx, r, func(b *budget.Budget) {
			if c := community(r, b.Unit); c != "" {
				if sums[c] == nil {
					sums[c] = new(Sums)
				}
				sums[c].add(b)
			}
		})
		for _, u := range communitiesOf(r, p.Unit) {
			if s := sums[u.Code]; s != nil {
				l.Rows = append(l.Rows, append([]string{u.Name}, s.cells()...))
			}
		}
		return l, err
	}).As("4 G15 [F]", governance.Text{Zh: "分社区经费", En: "by community"},
		governance.Text{Zh: "某年度各社区的预算、拨付、支出和余额", En: "a year's money, community by community"})
}

// communitiesOf lists the communities of a unit, or of all there is.
func communitiesOf(r *governance.Reader, unit orgtree.Code) (out []orgtree.Unit) {
	for i := range r.Org.Len() {
		if u := r.Org.UnitAt(orgtree.Ref(i)); r.Org.Kind(u.Code) == orgtree.Community && (unit == "" || r.Org.Within(u.Code, unit)) {
			out = append(out, u)
		}
	}
	return out
}

// An Average is what a community has on average. A community without money counts
// among them [D].
type Average struct {
	Communities int64           `json:"communities"`
	Total       governance.Yuan `json:"total"`
	Average     governance.Yuan `json:"average"` // to the fen, half away from zero
}

func askAverage() governance.Question {
	return governance.Ask("average", func(ctx context.Context, r *governance.Reader, p YearOf) (a Average, err error) {
		a.Communities = int64(len(communitiesOf(r, p.Unit)))
		err = p.each(ctx, r, func(b *budget.Budget) {
			if community(r, b.Unit) != "" {
				a.Total += b.Appropriated - b.Returned
			}
		})
		if a.Communities > 0 {
			a.Average = a.Total.Per(a.Communities)
		}
		return a, err
	}).As("4 G15 [F]", governance.Text{Zh: "社区平均经费", En: "average per community"},
		governance.Text{Zh: "某年度净拨付给社区的经费除以社区数，四舍五入到分；没有经费的社区也计入", En: "what was appropriated to communities in a year, less what went back, divided by the number of communities, rounded to the fen half away from zero; communities without money count"})
}
