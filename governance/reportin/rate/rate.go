package rate

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
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
	participation.Served
	Hours string `json:"hours"`
}

// found is all that the figures are made of.
type found struct {
	listed, expected roll.ByOrganisation
	served           map[orgtree.Code]participation.Served
}

func find(ctx context.Context, r *governance.Reader, p governance.FigureParams) (f found, err error) {
	if f.listed, err = governance.Inquire[governance.FigureParams, roll.ByOrganisation](ctx, r, member.KindOrganisation, "listed", p); err != nil {
		return f, err
	}
	if f.expected, err = governance.Inquire[governance.FigureParams, roll.ByOrganisation](ctx, r, participation.KindMember, "expected", p); err != nil {
		return f, err
	}
	f.served, err = governance.Inquire[governance.FigureParams, map[orgtree.Code]participation.Served](ctx, r, participation.Kind, "served", p)
	return f, err
}

// askRates answers the two rates of a period and unit.
func askRates() governance.Question {
	return governance.Ask("rates", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Rates, error) {
		s, err := roll.Read(r, p)
		if err != nil {
			return Rates{}, err
		}
		f, err := find(ctx, r, p)
		out := Rates{On: s.Day, Organisations: f.listed.Total(), Members: f.expected.Total()}
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
			governance.ColumnOf("organisation", "单位", "organisation"), governance.ColumnOf("reported", "单位已报到", "reported in"),
			governance.ColumnOf("expected", "应报到党员", "members who should report"), governance.ColumnOf("members", "已报到党员", "members who have"),
			governance.ColumnOf("rate", "报到率", "rate"), governance.ColumnOf("participations", "参与人次", "participations"),
			governance.ColumnOf("hours", "服务小时", "hours"),
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
