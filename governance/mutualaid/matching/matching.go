package matching

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Openings restricts the open needs to those that concern a unit, and says what the
// asker is able to do besides what is registered of them.
type Openings struct {
	Unit   orgtree.Code       `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Skills []governance.Skill `json:"skills,omitempty" zh:"技能" en:"Skills" rule:"max=20"`
}

// mostOpenings is how many open needs are shown, the likeliest first.
const mostOpenings = 100

// An opening is an open need with the reasons why it might be for somebody.
type opening struct {
	need    *need.Need
	near    int // 0 to 4
	skills  int
	reasons []string
}

// near are the levels by which two places are near one another, the nearest last.
var near = []struct {
	kind orgtree.Kind
	zh   string
}{{orgtree.Town, "同镇街"}, {orgtree.Community, "同社区"}, {orgtree.Compound, "同小区"}, {orgtree.Building, "同楼栋"}}

// Question lists open needs for whoever asks, the likeliest first, and says why:
// it explains, and assigns nobody. Where talents are registered, what is known of
// the asker's skills is asked there.
func Question(talents string) governance.Question {
	return governance.Ask("openings", func(ctx context.Context, r *governance.Reader, p Openings) (*governance.Listing, error) {
		skills := p.Skills
		if talents != "" && r.Actor.Person != "" {
			known, err := governance.Inquire[governance.SkillsOf, []governance.Skill](ctx, r, talents, "skills", governance.SkillsOf{Person: r.Actor.Person})
			if err != nil {
				return nil, err
			}
			skills = append(known, skills...)
		}
		q := governance.Query{Phases: governance.Phases(need.Open), Limit: 1000}
		if p.Unit != "" {
			q.Among = r.Within(p.Unit)
		}
		var found []opening
		err := governance.EachOf(ctx, r, q, func(n *need.Need) {
			if n.Taken < n.Wanted && (n.Subject == "" || n.Subject != r.Actor.Person) {
				found = append(found, explain(n, skills, r))
			}
		})
		return list(found, r), err
	}).As("4 G7 [D]", governance.Text{Zh: "可接的单", En: "openings"},
		governance.Text{Zh: "待接的需求，说明与提问人的远近和技能是否相合，由其自愿接单", En: "open needs, with how near they are to the asker and which skills fit; nobody is assigned"})
}

// explain says why a need might be for the asker.
func explain(n *need.Need, skills []governance.Skill, r *governance.Reader) opening {
	o := opening{need: n}
	if person, ok := r.Org.Person(r.Actor.Person); ok {
		for i, level := range near {
			home, ok := r.Org.Nearest(person.Home, level.kind)
			if place, there := r.Org.Nearest(n.Place, level.kind); ok && there && home == place {
				o.near = i + 1
			}
		}
	}
	if o.near > 0 {
		o.reasons = append(o.reasons, near[o.near-1].zh)
	}
	for _, s := range n.Skills {
		if slices.Contains(skills, s) {
			o.skills++
			o.reasons = append(o.reasons, "会"+governance.Label(s.Choices(), string(s)).Zh)
		}
	}
	return o
}

// list writes the openings: those whose skills fit first, then the nearest, then
// the soonest.
func list(found []opening, r *governance.Reader) *governance.Listing {
	slices.SortStableFunc(found, func(a, b opening) int {
		return cmp.Or(cmp.Compare(b.skills, a.skills), cmp.Compare(b.near, a.near), a.need.Begins.Compare(b.need.Begins))
	})
	out := &governance.Listing{Columns: []governance.ListingColumn{
		governance.ColumnOf("need", "需求", "Need"), governance.ColumnOf("title", "标题", "Title"),
		governance.ColumnOf("place", "地点", "Place"), governance.ColumnOf("begins", "约定时间", "Agreed time"),
		governance.ColumnOf("wanted", "还需人数", "Still wanted"), governance.ColumnOf("reasons", "推荐理由", "Why"),
	}}
	for _, o := range found[:min(len(found), mostOpenings)] {
		n := o.need
		out.Rows = append(out.Rows, []string{
			n.ID.String(), n.Title, r.Org.Name(n.Place), n.Begins.In(civil.Zone).Format("2006-01-02 15:04"), strconv.Itoa(n.Wanted - n.Taken), strings.Join(o.reasons, "、"),
		})
	}
	return out
}
