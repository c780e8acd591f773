package contact

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// DistrictParams name a district.
type DistrictParams struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
}

func (t *Tie) wantsTied(cmd TieTo, m *governance.Moment) DistrictParams {
	return DistrictParams{t.District}
}

// askTied answers which leaders of a district have a unit now.
func askTied() governance.Question {
	return governance.Ask("tied", func(ctx context.Context, r *governance.Reader, p DistrictParams) (map[string]bool, error) {
		tied := map[string]bool{}
		q := governance.Query{Phases: governance.Phases(Current), Among: []string{string(p.District)}, Limit: 1000}
		err := r.Each(ctx, q, func(record any) bool {
			tied[record.(*Tie).Leader] = true
			return true
		})
		return tied, err
	}).As("4 G4 [R]", governance.Text{Zh: "已挂钩的领导", En: "leaders who have a unit"},
		governance.Text{Zh: "本区哪些领导已有联系点", En: "which leaders of the district have a unit"}).ToDecisions()
}

// Paid are the visits of a tie within a period.
type Paid struct {
	Visits int
	Last   civil.Date
}

// askPaid answers how often each tie's leader has visited within a period.
func askPaid() governance.Question {
	return governance.Ask("paid", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[uuid.UUID]Paid, error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return nil, err
		}
		q.Phases = governance.Phases(Made)
		if from > civil.Min {
			q.OpenedFrom = from.Start() // none is recorded before its day
		}
		out := map[uuid.UUID]Paid{}
		err = r.Each(ctx, q, func(record any) bool {
			if v := record.(*Visit); from <= v.Day && v.Day < to {
				out[v.Parent] = Paid{out[v.Parent].Visits + 1, max(out[v.Parent].Last, v.Day)}
			}
			return true
		})
		return out, err
	}).As("4 G4", governance.Text{Zh: "期间走访", En: "visits of a period"},
		governance.Text{Zh: "期间内每一挂钩关系的走访次数", En: "how often each tie's leader has visited within a period"}).ToDecisions()
}

// held is a tie whose term falls into a period, with the visits in it.
type held struct {
	tie  *Tie
	paid Paid
}

// terms are the ties whose term falls into a period and whom the asker may see,
// standing-committee members first.
func terms(ctx context.Context, r *governance.Reader, p governance.FigureParams) ([]held, error) {
	q, from, to, err := r.Days(p)
	if err != nil {
		return nil, err
	}
	paid, err := governance.Inquire[governance.FigureParams, map[uuid.UUID]Paid](ctx, r, KindVisit, "paid", p)
	if err != nil {
		return nil, err
	}
	var out []held
	err = r.Each(ctx, q, func(record any) bool {
		if t := record.(*Tie); t.From < to && from <= t.last() {
			out = append(out, held{t, paid[t.ID]})
		}
		return true
	})
	slices.SortFunc(out, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.tie.Rank.order(), b.tie.Rank.order()), strings.Compare(string(a.tie.Unit), string(b.tie.Unit)), cmp.Compare(a.tie.From, b.tie.From))
	})
	return out, err
}

// askVisits answers what each leader did within a period, at which unit.
func askVisits() governance.Question {
	return governance.Ask("visits", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (*governance.Listing, error) {
		found, err := terms(ctx, r, p)
		l := &governance.Listing{Columns: columns(governance.ListingColumn{Name: "visits", Label: governance.Text{Zh: "走访次数", En: "visits"}})}
		for _, h := range found {
			l.Rows = append(l.Rows, append(h.row(r), strconv.Itoa(h.paid.Visits)))
		}
		return l, err
	}).As("4 G4", governance.Text{Zh: "领导走访", En: "visits of leaders"},
		governance.Text{Zh: "期间内每位挂钩领导在各联系点的走访次数", En: "how often each leader has visited each of their units within a period"})
}

// askUnvisited answers who has not visited within a period.
func askUnvisited() governance.Question {
	return governance.Ask("unvisited", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (*governance.Listing, error) {
		found, err := terms(ctx, r, p)
		l := &governance.Listing{Columns: columns()}
		for _, h := range found {
			if h.paid.Visits == 0 {
				l.Rows = append(l.Rows, h.row(r))
			}
		}
		return l, err
	}).As("4 G4", governance.Text{Zh: "未走访的领导", En: "who has not visited"},
		governance.Text{Zh: "期间内挂钩而没有走访的领导和联系点", En: "leaders whose term falls into a period without a visit in it"})
}

// columns are those that both listings have, and more.
func columns(more ...governance.ListingColumn) []governance.ListingColumn {
	return append([]governance.ListingColumn{
		{Name: "leader", Label: governance.Text{Zh: "挂钩领导", En: "leader"}}, {Name: "rank", Label: governance.Text{Zh: "职务层次", En: "rank"}},
		{Name: "unit", Label: governance.Text{Zh: "联系点", En: "unit"}}, {Name: "last", Label: governance.Text{Zh: "期间最近走访", En: "last visit of the period"}},
	}, more...)
}

func (h held) row(r *governance.Reader) []string {
	last := ""
	if h.paid.Visits > 0 {
		last = h.paid.Last.String()
	}
	return []string{h.tie.Leader, governance.Label(Rank("").Choices(), string(h.tie.Rank)).Zh, r.Org.Name(h.tie.Unit), last}
}

// Progress is how far the problems of a period are (点题、破题、解题).
type Progress struct {
	Raised  int64            `json:"raised"`
	Solved  governance.Ratio `json:"solved"` // of those raised
	Rate    string           `json:"rate"`
	GivenUp int64            `json:"givenUp"`
	Open    int64            `json:"open"`
}

// askSolved answers how many of the problems raised in a period are solved.
func askSolved() governance.Question {
	return governance.Ask("solved", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Progress, error) {
		all, err := governance.Inquire[governance.FigureParams, *governance.Figures](ctx, r, KindProblem, "figures", p)
		if err != nil {
			return Progress{}, err
		}
		out := Progress{Raised: all.Opened, Open: all.Open, GivenUp: all.ByOutcome[string(GivenUp)]}
		out.Solved = governance.Ratio{Num: all.ByOutcome[string(Solved)], Den: all.Opened}
		out.Rate = out.Solved.Percent(2)
		return out, nil
	}).As("4 G4", governance.Text{Zh: "解题情况", En: "problems solved"},
		governance.Text{Zh: "期间内点题的问题解决了多少", En: "how many of the problems raised in a period are solved"})
}
