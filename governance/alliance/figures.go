package alliance

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// IDParams name a record.
type IDParams struct {
	ID uuid.UUID `json:"id" zh:"编号" en:"Id" rule:"required"`
}

func (e *Entry) wantsOffer(cmd Match, _ *governance.Moment) IDParams { return IDParams{cmd.Resource} }

func (e *Entry) wantsSeated(Match, *governance.Moment) IDParams { return IDParams{e.Parent} }

// Offer is what a match has to know of a resource.
type Offer struct {
	Alliance uuid.UUID
	Phase    governance.Phase
	List     List
	Sort     Sort
	Owner    orgtree.Code
}

// askOffer answers how an entry stands; of one that is not there, not at all.
func askOffer() governance.Question {
	return governance.Ask("offer", func(ctx context.Context, r *governance.Reader, p IDParams) (Offer, error) {
		record, err := r.Get(ctx, p.ID)
		if none := new(governance.NotFoundError); errors.As(err, &none) {
			return Offer{}, nil
		}
		if err != nil {
			return Offer{}, err
		}
		e := record.(*Entry)
		return Offer{e.Parent, e.Phase, e.List, e.Sort, e.Owner}, nil
	}).As("4 G6", governance.Text{Zh: "资源现状", En: "how a resource stands"},
		governance.Text{Zh: "某一清单项的现状", En: "how an entry stands"}).ToDecisions()
}

// Seated are the members of an alliance.
type Seated map[orgtree.Code]bool

// askSeated answers who are members of an alliance now.
func askSeated() governance.Question {
	return governance.Ask("seated", func(ctx context.Context, r *governance.Reader, p IDParams) (Seated, error) {
		record, err := r.Get(ctx, p.ID)
		out := Seated{}
		if err == nil {
			for _, s := range record.(*Alliance).Seats {
				out[s.Unit] = true
			}
		}
		return out, err
	}).As("4 G6", governance.Text{Zh: "现成员单位", En: "present members"},
		governance.Text{Zh: "某一联盟现有成员单位", En: "who are members of an alliance now"}).ToDecisions()
}

// askEntries answers what is on the lists of an alliance.
func askEntries() governance.Question {
	return governance.Ask("entries", func(ctx context.Context, r *governance.Reader, p IDParams) ([]*Entry, error) {
		var out []*Entry
		err := r.Each(ctx, governance.Query{Parent: p.ID, Phases: governance.Phases(Open, Matched), Limit: 1000}, func(record any) bool {
			out = append(out, record.(*Entry))
			return true
		})
		return out, err
	}).As("4 G6", governance.Text{Zh: "清单内容", En: "what is on the lists"},
		governance.Text{Zh: "某一联盟清单上的各项", En: "the entries on an alliance's lists"}).ToDecisions()
}

// askLists shows an alliance's lists to whoever sees the alliance: to its members.
func askLists() governance.Question {
	return governance.Ask("lists", func(ctx context.Context, r *governance.Reader, p IDParams) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{
			{Name: "list", Label: governance.Text{Zh: "清单", En: "list"}}, {Name: "sort", Label: governance.Text{Zh: "类别", En: "sort"}},
			{Name: "title", Label: governance.Text{Zh: "标题", En: "title"}}, {Name: "owner", Label: governance.Text{Zh: "成员单位", En: "member"}},
			{Name: "id", Label: governance.Text{Zh: "编号", En: "id"}}, {Name: "item", Label: governance.Text{Zh: "对接项目", En: "project"}},
		}}
		if _, err := r.Get(ctx, p.ID); err != nil {
			return l, err
		}
		entries, err := governance.Inquire[IDParams, []*Entry](ctx, r, KindEntry, "entries", p)
		for _, e := range entries {
			item := ""
			if e.Item != uuid.Nil {
				item = e.Item.String()
			}
			l.Rows = append(l.Rows, []string{
				governance.Label(List("").Choices(), string(e.List)).Zh, governance.Label(Sort("").Choices(), string(e.Sort)).Zh, e.Title, r.Org.Name(e.Owner), e.ID.String(), item,
			})
		}
		slices.SortStableFunc(l.Rows, func(a, b []string) int { return strings.Compare(a[0]+a[1]+a[2], b[0]+b[1]+b[2]) })
		return l, err
	}).As("4 G6 [R]", governance.Text{Zh: "资源清单、需求清单、项目清单", En: "resource, need and project lists"},
		governance.Text{Zh: "联盟成员查看清单，据以对接", En: "members read the lists, and match by them"})
}

// Progress is how far items of one kind are.
type Progress struct {
	Planned   int64 `json:"planned"` // and not yet held
	Held      int64 `json:"held"`    // accounted for or not
	Accounted int64 `json:"accounted"`
	Projects  int64 `json:"projects"` // of those held, which came of a match
}

// askSix answers how far the items planned for a period's days are, by the six kinds.
func askSix() governance.Question {
	return governance.Ask("six", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Together]Progress, error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return nil, err
		}
		q.Phases = governance.Phases(Planned, Held, Accounted)
		out := map[Together]Progress{}
		for _, c := range Together("").Choices() {
			out[Together(c.Code)] = Progress{}
		}
		err = r.Each(ctx, q, func(record any) bool {
			if t := record.(*Item); from <= t.when() && t.when() < to {
				out[t.Together] = out[t.Together].with(t)
			}
			return true
		})
		return out, err
	}).As("4 G6 [R]", governance.Text{Zh: "六联统计", En: "figures of the six together"},
		governance.Text{Zh: "期间内六联各类事项的计划、实施、了结数", En: "how many items of each of the six kinds were planned, held and accounted for in a period"})
}

// when is the day that an item counts for: on which it was held, or is to be.
func (t *Item) when() civil.Date {
	if t.HeldOn != 0 {
		return t.HeldOn
	}
	return t.Day
}

// with counts one item more.
func (p Progress) with(t *Item) Progress {
	if t.Phase == Planned {
		p.Planned++
		return p
	}
	p.Held++
	if t.Phase == Accounted {
		p.Accounted++
	}
	if t.Need != uuid.Nil {
		p.Projects++
	}
	return p
}

// Summary is how many alliances and members there were at the end of a period.
type Summary struct {
	Alliances int64 `json:"alliances"`
	Members   int64 `json:"members"`
}

// askSummary answers how many alliances there were, with how many members.
func askSummary() governance.Question {
	return governance.Ask("summary", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Summary, error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return Summary{}, err
		}
		var out Summary
		day := min(to.AddDays(-1), civil.DateOf(r.Now))
		q.Phases = governance.Phases(Formed, Dissolved)
		err = r.EachAsOf(ctx, q, day.End(), func(record any) bool {
			if a := record.(*Alliance); a.Phase == Formed {
				out.Alliances++
				out.Members += int64(len(a.Seats))
			}
			return true
		})
		return out, err
	}).As("4 G6 [F]", governance.Text{Zh: "联盟统计", En: "how many alliances"},
		governance.Text{Zh: "期末的联盟数和成员单位数", En: "how many alliances and members there were at the end of a period"})
}
