package reportin_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/rate"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// a hall is a world with the means to give commands at once.
type hall struct {
	*districttest.World
	*testing.T
}

func (h hall) give(who, kind string, id uuid.UUID, cmd governance.Command) governance.Ref {
	h.T.Helper()
	ref, err := h.Try(who, kind, id, cmd)
	require.NoError(h.T, err)
	return ref
}

// list puts a department on the list and hands in its members, 200 at a time.
func (h hall) list(department orgtree.Code, prefix string, n int) {
	ref := h.give("district", organisation.Kind, uuid.Nil, organisation.List{Organisation: department, Sector: "agency", Day: civil.MustParse("2021-01-01")})
	for from := 0; from < n; from += 200 {
		var enrol organisation.Enrol
		for i := from; i < min(n, from+200); i++ {
			enrol.Members = append(enrol.Members, organisation.Enrolled{Person: fmt.Sprintf("%s-%d", prefix, i), Joined: civil.MustParse("2021-01-01")})
		}
		h.give("district", organisation.Kind, ref.ID, enrol)
	}
}

func (h hall) rates(params string) rate.Rates {
	h.T.Helper()
	got, err := h.Ask("district", organisation.Kind, "rates", params)
	require.NoError(h.T, err)
	return got.(rate.Rates)
}

// 4 G5 [F]: 99.13 % of the members have reported in, and took part 3,928 times: from
// one list of 1,150 members, of whom 1,140 have reported in, and one log.
func TestTheFiguresOfTheReport(t *testing.T) {
	h := hall{open(t), t}
	h.list(districttest.Department1, "a", 700)
	h.list(districttest.Department2, "b", 450)
	members := districttest.Records[member.Member](h.World, member.Kind)
	require.Len(t, members, 1150)
	for _, b := range members[:1140] {
		h.give("district", member.Kind, b.ID, member.Present{Community: districttest.Community, Day: civil.MustParse("2021-06-01")})
	}
	for i := range 3928 {
		h.give("community", member.Kind, members[i%1140].ID, member.Log{
			Start: time.Date(2021, 7, 1+i/1140, 9, 0, 0, 0, civil.Zone), Minutes: 60, Kind: "care", Campaign: "zero-distance",
		})
	}
	got := h.rates(`{"from":"2021-01-01","to":"2022-01-01"}`)
	require.Equal(t, "99.13%", got.MemberRate)
	require.Equal(t, governance.Ratio{Num: 1140, Den: 1150}, got.Members)
	require.EqualValues(t, 3928, got.Participations)
	require.EqualValues(t, 1140, got.Participants)
	require.Equal(t, "3928.0", got.Hours)
}

// 4 G5: on every day the rates are what a clerk would count from the lists and the
// log, whatever has happened since.
func TestRatesAgainstCounting(t *testing.T) {
	h := hall{open(t), t}
	r := rand.New(rand.NewPCG(5, 5))
	h.list(districttest.Department1, "a", 8)
	h.list(districttest.Department2, "b", 8)
	for range 150 {
		h.To(h.Now().Add(time.Duration(1+r.IntN(20)) * time.Hour))
		h.something(r)
	}
	for day := civil.MustParse("2024-09-25"); day < civil.DateOf(h.Now()).AddDays(2); day = day.AddDays(1 + r.IntN(4)) {
		for _, unit := range []orgtree.Code{"", districttest.Department1, districttest.Community, districttest.District} {
			from := day.AddDays(-1 - r.IntN(20))
			got := h.rates(fmt.Sprintf(`{"unit":%q,"from":%q,"to":%q}`, unit, from, day))
			require.Equal(t, h.count(unit, from, day), got, "%s %s %s", unit, from, day)
		}
	}
}

// something does one thing that may be refused.
func (h hall) something(r *rand.Rand) {
	today := civil.DateOf(h.Now())
	organisations := districttest.Records[organisation.Organisation](h.World, organisation.Kind)
	members := districttest.Records[member.Member](h.World, member.Kind)
	o, b := organisations[r.IntN(len(organisations))], members[r.IntN(len(members))]
	back := today.AddDays(-r.IntN(4))
	switch r.IntN(8) {
	case 0:
		_, _ = h.Try("district", organisation.Kind, o.ID, organisation.BringList{Community: districttest.Community, Day: back, Services: []organisation.Service{{Kind: "care", Text: "慰问"}}})
		_, _ = h.Try("community", organisation.Kind, o.ID, organisation.Accept{})
	case 1, 2: // on to a list whose days may overlap with those of the one before
		_, _ = h.Try("district", member.Kind, b.ID, member.Depart{Reason: "调动"})
		_, _ = h.Try("district", organisation.Kind, o.ID, organisation.Enrol{Members: []organisation.Enrolled{{Person: b.Person, Joined: back.AddDays(-2)}}})
	case 3, 4:
		_, _ = h.Try("district", member.Kind, b.ID, member.Present{Community: districttest.Community, Day: back})
	case 5:
		for _, p := range districttest.Records[participation.Participation](h.World, participation.Kind) {
			_, _ = h.Try("community", participation.Kind, p.ID, participation.Reject{Reason: "误登"})
			break
		}
	default:
		_, _ = h.Try("community", member.Kind, b.ID, member.Log{Start: back.Start().Add(9 * time.Hour), Minutes: 30 + 30*r.IntN(3), Kind: "safety"})
	}
}

// count is what a clerk would find.
func (h hall) count(unit orgtree.Code, from, to civil.Date) rate.Rates {
	day := min(to.AddDays(-1), civil.DateOf(h.Now()))
	in := func(code orgtree.Code) bool { return unit == "" || h.Tree().Within(code, unit) }
	out := rate.Rates{On: day}
	for _, o := range districttest.Records[organisation.Organisation](h.World, organisation.Kind) {
		if in(o.Organisation) && o.ListedOn <= day {
			out.Organisations.Den++
			if o.ReportedOn != 0 && o.ReportedOn <= day {
				out.Organisations.Num++
			}
		}
	}
	last := map[string]*member.Member{}
	for _, b := range districttest.Records[member.Member](h.World, member.Kind) {
		if b.Joined <= day && (b.Left == 0 || b.Left > day) && (last[b.Person] == nil || last[b.Person].Joined < b.Joined) {
			last[b.Person] = b
		}
	}
	for _, b := range last {
		if in(b.Organisation) {
			out.Members.Den++
			if b.ReportedOn != 0 && b.ReportedOn <= day {
				out.Members.Num++
			}
		}
	}
	people := map[string]bool{}
	for _, p := range districttest.Records[participation.Participation](h.World, participation.Kind) {
		if on := civil.DateOf(p.Begins); p.Phase == participation.Confirmed && on >= from && on < to && (in(p.Community) || in(p.Organisation)) {
			out.Participations++
			out.Minutes += int64(p.Minutes)
			people[p.Person] = true
		}
	}
	out.Participants = int64(len(people))
	out.OrganisationRate, out.MemberRate = out.Organisations.Percent(2), out.Members.Percent(2)
	out.Hours = fmt.Sprintf("%.1f", float64(out.Minutes)/60)
	return out
}
