package mutualaid_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// offered are the openings for somebody, each as need and reasons.
func offered(t *testing.T, w *districttest.World, who, params string) (out [][2]string) {
	t.Helper()
	got, err := w.Ask(who, need.Kind, "openings", params)
	require.NoError(t, err)
	for _, row := range got.(*governance.Listing).Rows {
		out = append(out, [2]string{row[0], row[5]})
	}
	return out
}

// why is what speaks for a need, found another way: codes of this district begin with
// the code of what they lie in, a town's with 9 digits and on in threes.
func why(n *need.Need, home orgtree.Code, skills []governance.Skill) (near, fitting int, reasons string) {
	var all []string
	for i, zh := range []string{"同镇街", "同社区", "同小区", "同楼栋"} {
		digits := 9 + 3*i
		if len(home) >= digits && len(n.Place) >= digits && home[:digits] == n.Place[:digits] {
			near, all = i+1, []string{zh}
		}
	}
	for _, s := range n.Skills {
		if slices.Contains(skills, s) {
			fitting++
			all = append(all, "会"+governance.Label(s.Choices(), string(s)).Zh)
		}
	}
	return near, fitting, strings.Join(all, "、")
}

// 4 G7 [D], openings: every open need with places left, and none of one's own, is listed
// with the reasons why it might be for the asker: those whose skills fit first, then the
// nearest, then the soonest. What the register knows of the asker's skills counts as
// what they say of themselves.
func TestOpeningsAreExplained(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(7, 3))
	skills := governance.Skill("").Choices()
	places := []orgtree.Code{districttest.Building, districttest.Compound, districttest.BareYard, districttest.Community, districttest.Compound2}
	for range 24 {
		ask := moving(w, 1+r.IntN(2))
		ask.Place, ask.Begins = places[r.IntN(len(places))], ask.Begins.Add(time.Duration(r.IntN(9))*time.Hour)
		ask.Skills = []governance.Skill{governance.Skill(skills[r.IntN(3)].Code), governance.Skill(skills[3+r.IntN(3)].Code)}
		ref := w.Do([]string{"resident", "neighbour"}[r.IntN(2)], need.Kind, uuid.Nil, need.Post{Ask: ask})
		who := map[bool]string{true: "community-2", false: "community"}
		_, err := w.Try(who[districttest.Record[need.Need](w, ref).Checker == districttest.Community2], need.Kind, ref.ID, need.Check{})
		require.NoError(t, err)
		_, err = w.Try(who[ask.Place == districttest.Compound2], need.Kind, ref.ID, need.Order{})
		require.NoError(t, err)
		_, _ = w.Try("resident-3", need.Kind, ref.ID, need.Take{})
	}
	known := governance.Skill(skills[0].Code)
	k := w.Do("building", talent.Kind, uuid.Nil, talent.Offer{Profile: talent.Profile{Name: "王老师", Sort: "keen", Skills: []governance.Skill{known}, Place: districttest.Compound}})
	w.Do("community", talent.Kind, k.ID, talent.Accept{})
	said := governance.Skill(skills[4].Code)
	params := `{"skills":["` + string(said) + `"]}`

	for who, of := range map[string]struct {
		home   orgtree.Code
		skills []governance.Skill
	}{
		"building":  {districttest.Building, []governance.Skill{known, said}},
		"resident":  {districttest.Compound, []governance.Skill{said}},
		"neighbour": {districttest.Community2, []governance.Skill{said}},
	} {
		var wanted []*need.Need
		for _, n := range districttest.Records[need.Need](w, need.Kind) {
			if n.Phase == need.Open && n.Taken < n.Wanted && n.Subject != w.Person(who) {
				wanted = append(wanted, n)
			}
		}
		got := offered(t, w, who, params)
		require.Len(t, got, len(wanted), who)
		rank := func(n *need.Need) []int64 {
			near, fitting, _ := why(n, of.home, of.skills)
			return []int64{-int64(fitting), -int64(near), n.Begins.Unix()}
		}
		for i, row := range got {
			at := slices.IndexFunc(wanted, func(n *need.Need) bool { return n.ID.String() == row[0] })
			require.GreaterOrEqual(t, at, 0, "%s is not offered what is not there", who)
			_, _, reasons := why(wanted[at], of.home, of.skills)
			require.Equal(t, reasons, row[1], who)
			for _, later := range got[i+1:] {
				j := slices.IndexFunc(wanted, func(n *need.Need) bool { return n.ID.String() == later[0] })
				require.LessOrEqual(t, slices.Compare(rank(wanted[at]), rank(wanted[j])), 0, who)
			}
		}
		require.NotEmpty(t, got)
	}
}
