package contact

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/orgtree"
)

// DistrictParams name a district.
type DistrictParams struct {
	District orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
}

// askTied answers which leaders of a district have a unit now.
func askTied() governance.Question {
	return governance.Ask("tied", func(ctx context.Context, r *governance.Reader, p DistrictParams) (map[string]bool, error) {
		tied := map[string]bool{}
		q := governance.Query{Phases: governance.Phases(Current), Among: []string{string(p.District)}, Limit: 1000}
		err := governance.EachOf(ctx, r, q, func(t *Tie) { tied[t.Leader] = true })
		return tied, err
	}).As("4 G4 [R]", governance.Text{Zh: "已挂钩的领导", En: "leaders who have a unit"},
		governance.Text{Zh: "本区哪些领导已有联系点", En: "which leaders of the district have a unit"}).ToDecisions()
}

// held is a tie whose term falls into a period, with the visits in it.
type held struct {
	tie  *Tie
	paid visit.Paid
}

func (h held) row(r *governance.Reader) []string {
	last := ""
	if h.paid.Visits > 0 {
		last = h.paid.Last.String()
	}
	return []string{h.tie.Leader, governance.LabelOf(h.tie.Rank).Zh, r.Org.Name(h.tie.Unit), last}
}

// terms are the ties whose term falls into a period and whom the asker may see,
// standing-committee members first.
func terms(ctx context.Context, r *governance.Reader, p governance.FigureParams) ([]held, error) {
	q, from, to, err := r.Days(p)
	if err != nil {
		return nil, err
	}
	paid, err := governance.Inquire[governance.FigureParams, map[uuid.UUID]visit.Paid](ctx, r, visit.Kind, "paid", p)
	if err != nil {
		return nil, err
	}
	var out []held
	err = governance.EachOf(ctx, r, q, func(t *Tie) {
		if t.From < to && from <= t.last() {
			out = append(out, held{t, paid[t.ID]})
		}
	})
	slices.SortFunc(out, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.tie.Rank.Order(), b.tie.Rank.Order()), strings.Compare(string(a.tie.Unit), string(b.tie.Unit)), cmp.Compare(a.tie.From, b.tie.From))
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
