package reportin

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Rates are the two rates of the report-in, of those who should have reported on the
// last day of a period, and what was done within it.
type Rates struct {
	On               civil.Date       `json:"on"`
	Organisations    governance.Ratio `json:"organisations"`
	OrganisationRate string           `json:"organisationRate"`
	Members          governance.Ratio `json:"members"`
	MemberRate       string           `json:"memberRate"`
	Served
	Hours string `json:"hours"`
}

// Served is what was done: how often, by how many different members, for how long.
type Served struct {
	Participations int64 `json:"participations"`
	Participants   int64 `json:"participants"`
	Minutes        int64 `json:"minutes"`
}

// scope is what figures are about: a unit, with the organisations in it, and days.
type scope struct {
	unit     orgtree.Code
	from, to civil.Date
	tree     *orgtree.Tree
}

// scopeOf reads parameters. Rates are the same for whoever asks for them, since
// nothing of anybody is in them.
func scopeOf(r *governance.Reader, p governance.FigureParams) (scope, error) {
	_, from, to, err := r.Days(p)
	return scope{p.Unit, from, to, r.Org}, err
}

// on is the day that the lists are looked at: the last of the period, or today.
func (s *scope) on(r *governance.Reader) civil.Date {
	return min(s.to.AddDays(-1), civil.DateOf(r.Now))
}

// covers reports whether one of some units is the scope's, or lies in it.
func (s *scope) covers(units ...orgtree.Code) bool {
	return s.unit == "" || slices.ContainsFunc(units, func(u orgtree.Code) bool {
		at, _ := s.tree.Successor(u)
		return u == s.unit || s.tree.Within(at, s.unit)
	})
}

// standing is whether somebody stood on a list on a day, and had reported by it.
func standing(day, since, until, reported civil.Date) (should, has bool) {
	should = since <= day && (until == 0 || day < until)
	return should, should && reported != 0 && reported <= day
}

// add counts one who stands on a list.
func add(to governance.Ratio, should, has bool) governance.Ratio {
	if should {
		to.Den++
	}
	if has {
		to.Num++
	}
	return to
}

// byOrganisation are rates by organisation.
type byOrganisation map[orgtree.Code]governance.Ratio

// total is the rate over all of them.
func (b byOrganisation) total() (sum governance.Ratio) {
	for _, one := range b {
		sum.Num, sum.Den = sum.Num+one.Num, sum.Den+one.Den
	}
	return sum
}

// askListed answers which organisations should have reported in, and which had.
func askListed() governance.Question {
	return governance.Ask("listed", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (byOrganisation, error) {
		s, err := scopeOf(r, p)
		if err != nil {
			return nil, err
		}
		out, day := byOrganisation{}, s.on(r)
		err = r.Each(ctx, governance.Query{Limit: 1000}, func(record any) bool {
			if o := record.(*Organisation); s.covers(o.Organisation) {
				if should, has := standing(day, o.ListedOn, o.RemovedOn, o.ReportedOn); should {
					out[o.Organisation] = add(governance.Ratio{}, should, has)
				}
			}
			return true
		})
		return out, err
	}).As("4 G5 [R]", governance.Text{Zh: "应报到的单位", En: "organisations that should report"},
		governance.Text{Zh: "期末应报到的单位，已报到的单位", En: "which organisations should have reported by the end of a period, and which had"}).ToDecisions()
}

// askExpected answers how many members of each organisation should have reported
// in, and how many had. Nobody is counted twice: of lists whose days overlap, the
// one joined last counts.
func askExpected() governance.Question {
	return governance.Ask("expected", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (byOrganisation, error) {
		s, err := scopeOf(r, p)
		if err != nil {
			return nil, err
		}
		one, day := map[string]*Member{}, s.on(r)
		err = r.Each(ctx, governance.Query{Limit: 1000}, func(record any) bool {
			b := record.(*Member)
			if should, _ := standing(day, b.Joined, b.Left, b.ReportedOn); should && (one[b.Person] == nil || one[b.Person].Joined <= b.Joined) {
				one[b.Person] = b
			}
			return true
		})
		out := byOrganisation{}
		for _, b := range one {
			if s.covers(b.Organisation) {
				should, has := standing(day, b.Joined, b.Left, b.ReportedOn)
				out[b.Organisation] = add(out[b.Organisation], should, has)
			}
		}
		return out, err
	}).As("4 G5 [R]", governance.Text{Zh: "应报到的党员", En: "members who should report"},
		governance.Text{Zh: "期末各单位应报到和已报到的在职党员数", En: "how many members of each organisation should have reported by the end of a period, and how many had"}).ToDecisions()
}

// askServed answers what was done within a period, by the members of each
// organisation.
func askServed() governance.Question {
	return governance.Ask("served", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[orgtree.Code]Served, error) {
		s, err := scopeOf(r, p)
		if err != nil {
			return nil, err
		}
		out, seen := map[orgtree.Code]Served{}, map[string]bool{}
		err = r.Each(ctx, governance.Query{Phases: governance.Phases(Confirmed), Limit: 1000}, func(record any) bool {
			done := record.(*Participation)
			if day := civil.DateOf(done.Begins); day < s.from || day >= s.to || !s.covers(done.Community, done.Organisation) {
				return true
			}
			of := out[done.Organisation]
			of.Participations, of.Minutes = of.Participations+1, of.Minutes+int64(done.Minutes)
			if !seen[done.Person] { // who has changed organisations is one person all the same
				seen[done.Person] = true
				of.Participants++
			}
			out[done.Organisation] = of
			return true
		})
		return out, err
	}).As("4 G5 [F]", governance.Text{Zh: "参与情况", En: "what was done"},
		governance.Text{Zh: "期间内各单位党员的参与人次、人数和时长", En: "participations, participants and time within a period, by organisation"}).ToDecisions()
}

// found is all that the figures are made of.
type found struct {
	listed, expected byOrganisation
	served           map[orgtree.Code]Served
}

func find(ctx context.Context, r *governance.Reader, p governance.FigureParams) (f found, err error) {
	if f.listed, err = governance.Inquire[governance.FigureParams, byOrganisation](ctx, r, KindOrganisation, "listed", p); err != nil {
		return f, err
	}
	if f.expected, err = governance.Inquire[governance.FigureParams, byOrganisation](ctx, r, KindMember, "expected", p); err != nil {
		return f, err
	}
	f.served, err = governance.Inquire[governance.FigureParams, map[orgtree.Code]Served](ctx, r, KindParticipation, "served", p)
	return f, err
}

// askRates answers the two rates of a period and unit.
func askRates() governance.Question {
	return governance.Ask("rates", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Rates, error) {
		s, err := scopeOf(r, p)
		if err != nil {
			return Rates{}, err
		}
		f, err := find(ctx, r, p)
		out := Rates{On: s.on(r), Organisations: f.listed.total(), Members: f.expected.total()}
		for _, one := range f.served {
			out.Participations += one.Participations
			out.Participants += one.Participants
			out.Minutes += one.Minutes
		}
		out.OrganisationRate, out.MemberRate, out.Hours = out.Organisations.Percent(2), out.Members.Percent(2), hours(out.Minutes)
		return out, err
	}).As("4 G5 [F]", governance.Text{Zh: "双报到率", En: "rates of the report-in"},
		governance.Text{Zh: "期末应报到者中已报到的比例，期间的参与人次、人数和时长", En: "of those who should have reported by the end of a period, how many had; and what was done within it"})
}

// hours writes half hours as hours: exact.
func hours(minutes int64) string {
	return strconv.FormatInt(minutes/60, 10) + map[bool]string{true: ".5", false: ".0"}[minutes%60 != 0]
}

// askStanding answers how every organisation stands.
func askStanding() governance.Question {
	return governance.Ask("standing", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (*governance.Listing, error) {
		f, err := find(ctx, r, p)
		l := &governance.Listing{Columns: []governance.ListingColumn{
			{Name: "organisation", Label: governance.Text{Zh: "单位", En: "organisation"}}, {Name: "reported", Label: governance.Text{Zh: "单位已报到", En: "reported in"}},
			{Name: "expected", Label: governance.Text{Zh: "应报到党员", En: "members who should report"}}, {Name: "members", Label: governance.Text{Zh: "已报到党员", En: "members who have"}},
			{Name: "rate", Label: governance.Text{Zh: "报到率", En: "rate"}}, {Name: "participations", Label: governance.Text{Zh: "参与人次", En: "participations"}},
			{Name: "hours", Label: governance.Text{Zh: "服务小时", En: "hours"}},
		}}
		for code, one := range f.listed {
			members, served := f.expected[code], f.served[code]
			l.Rows = append(l.Rows, []string{
				r.Org.Name(code), map[bool]string{true: "是", false: "否"}[one.Num > 0], strconv.FormatInt(members.Den, 10), strconv.FormatInt(members.Num, 10),
				members.Percent(2), strconv.FormatInt(served.Participations, 10), hours(served.Minutes),
			})
		}
		slices.SortFunc(l.Rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
		return l, err
	}).As("4 G5", governance.Text{Zh: "各单位报到情况", En: "how organisations stand"},
		governance.Text{Zh: "名单上每个单位的报到率、参与人次和时长", En: "the rate, participations and hours of every organisation on the list"})
}
