package alliance

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
)

// Summary is how many alliances and members there were at the end of a period.
type Summary struct {
	Alliances int64 `json:"alliances"`
	Members   int64 `json:"members"`
}

// askSeated answers who are members of an alliance now.
func askSeated() governance.Question {
	return governance.Ask("seated", func(ctx context.Context, r *governance.Reader, p entry.IDParams) (entry.Seated, error) {
		record, err := r.Get(ctx, p.ID)
		out := entry.Seated{}
		if err == nil {
			for _, s := range record.(*Alliance).Seats {
				out[s.Unit] = true
			}
		}
		return out, err
	}).As("4 G6", governance.Text{Zh: "现成员单位", En: "present members"},
		governance.Text{Zh: "某一联盟现有成员单位", En: "who are members of an alliance now"}).ToDecisions()
}

// askLists shows an alliance's lists to whoever sees the alliance: to its members.
func askLists() governance.Question {
	return governance.Ask("lists", func(ctx context.Context, r *governance.Reader, p entry.IDParams) (*governance.Listing, error) {
		l := &governance.Listing{Columns: []governance.ListingColumn{
			{Name: "list", Label: governance.Text{Zh: "清单", En: "list"}}, {Name: "sort", Label: governance.Text{Zh: "类别", En: "sort"}},
			{Name: "title", Label: governance.Text{Zh: "标题", En: "title"}}, {Name: "owner", Label: governance.Text{Zh: "成员单位", En: "member"}},
			{Name: "id", Label: governance.Text{Zh: "编号", En: "id"}}, {Name: "item", Label: governance.Text{Zh: "对接项目", En: "project"}},
		}}
		if _, err := r.Get(ctx, p.ID); err != nil {
			return l, err
		}
		found, err := governance.Inquire[entry.IDParams, []*entry.Entry](ctx, r, entry.Kind, "entries", p)
		for _, e := range found {
			item := ""
			if e.Item != uuid.Nil {
				item = e.Item.String()
			}
			l.Rows = append(l.Rows, []string{
				governance.LabelOf(e.List).Zh, governance.LabelOf(e.Sort).Zh, e.Title, r.Org.Name(e.Owner), e.ID.String(), item,
			})
		}
		slices.SortStableFunc(l.Rows, func(a, b []string) int { return strings.Compare(a[0]+a[1]+a[2], b[0]+b[1]+b[2]) })
		return l, err
	}).As("4 G6 [R]", governance.Text{Zh: "资源清单、需求清单、项目清单", En: "resource, need and project lists"},
		governance.Text{Zh: "联盟成员查看清单，据以对接", En: "members read the lists, and match by them"})
}

// askSummary answers how many alliances there were, with how many members.
func askSummary() governance.Question {
	return governance.Ask("summary", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Summary, err error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return out, err
		}
		q.Phases = governance.Phases(Formed, Dissolved)
		err = r.EachAsOf(ctx, q, r.LastDay(to).End(), func(record any) bool {
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
