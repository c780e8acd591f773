package pay_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

var staff = map[string]standard.Post{"resident": standard.Member, "resident-2": standard.Director, "resident-3": standard.Deputy, "neighbour": standard.Member}

// entitled is what a term is worth by the standards in force, in another library
// and another way: month by month, day by day.
func entitled(w *districttest.World, c *cadre.Cadre) (total governance.Yuan) {
	for m := c.From; m < c.Reckoned; m = civil.Of(m.Year(), m.Month()+1, 1) {
		end := civil.Of(m.Year(), m.Month()+1, 1)
		sum := decimal.Zero
		for day := m; day < min(end, c.Reckoned); day = day.AddDays(1) {
			var best *standard.Standard
			for _, s := range districttest.Records[standard.Standard](w, standard.Kind) {
				if s.Phase == standard.InForce && s.Post == c.Post && s.Grade == c.Grade && s.From <= day && (best == nil || best.From < s.From) {
					best = s
				}
			}
			if best != nil {
				sum = sum.Add(decimal.RequireFromString(best.Monthly.String()))
			}
		}
		total += governance.MustYuan(sum.DivRound(decimal.NewFromInt(int64(civil.Of(m.Year(), m.Month()+1, 0).Day())), 2).StringFixed(2))
	}
	return total
}

// months lets half a year pass, in which standards are set and revoked, some with a
// day in the past, people leave, and what is due is paid or not.
func months(w *districttest.World, r *rand.Rand) {
	for person, post := range staff {
		town, community := "town", districttest.Community
		if person == "neighbour" {
			town, community = "town-2", districttest.Community2
		}
		w.Do(town, payment.KindCadre, uuid.Nil, cadre.Register{Person: person, Community: community, Post: post, Grade: 1 + r.IntN(2), From: civil.MustParse("2024-07-01").AddDays(r.IntN(80))})
	}
	for range 6 {
		for range 4 {
			_, _ = w.Try("district", standard.Kind, uuid.Nil, standard.Enact{District: districttest.District, Post: []standard.Post{standard.Member, standard.Director, standard.Deputy}[r.IntN(3)], Grade: 1 + r.IntN(2),
				Monthly: governance.Yuan(2900_00 + r.IntN(2000_00)), From: civil.DateOf(w.Now()).AddDays(r.IntN(150) - 120), Number: "1"})
		}
		all := districttest.Records[standard.Standard](w, standard.Kind)
		_, _ = w.Try("district", standard.Kind, all[r.IntN(len(all))].ID, standard.Revoke{Reason: "有误"})
		for _, p := range districttest.Records[payment.Payment](w, payment.Kind) {
			if r.IntN(2) == 0 {
				_, _ = w.Try("town", payment.Kind, p.ID, payment.Pay{Voucher: "1"})
			}
		}
		w.To(w.Now().Add(time.Duration(20+r.IntN(15)) * 24 * time.Hour))
	}
	for i, c := range districttest.Records[cadre.Cadre](w, payment.KindCadre) {
		if i%2 == 0 {
			_, _ = w.Try("town", payment.KindCadre, c.ID, cadre.Leave{Until: civil.DateOf(w.Now()).AddDays(-r.IntN(40)), Reason: "换届"})
		}
	}
}

// G16: "back pay after an adjustment", exact: after whatever was set, revoked and
// paid, a last review leaves due exactly what the standards give, to the fen; and the
// payments add up to it, line by line.
func TestDueIsWhatTheStandardsGive(t *testing.T) {
	back := 0
	for seed := range uint64(4) {
		w := staffed(t)
		months(w, rand.New(rand.NewPCG(16, seed)))
		for _, c := range districttest.Records[cadre.Cadre](w, payment.KindCadre) {
			_, _ = w.Try("town", payment.KindCadre, c.ID, cadre.Review{})
			_, _ = w.Try("town-2", payment.KindCadre, c.ID, cadre.Review{})
		}
		for _, c := range districttest.Records[cadre.Cadre](w, payment.KindCadre) {
			require.Equal(t, entitled(w, c), c.Due, "seed %d: %s of %s to %s", seed, c.Post, c.From, c.Reckoned)
			var due, paid governance.Yuan
			for _, p := range districttest.Records[payment.Payment](w, payment.Kind) {
				if p.Parent != c.ID {
					continue
				}
				lines := governance.Yuan(0)
				for _, l := range p.Lines {
					lines += l.Amount
				}
				require.Equal(t, lines, p.Amount)
				due += p.Amount
				if p.Phase == payment.Paid {
					paid += p.Amount
				}
				if p.Type != payment.Regular {
					back++
				}
			}
			require.Equal(t, [2]governance.Yuan{due, paid}, [2]governance.Yuan{c.Due, c.Paid})
		}
	}
	require.Greater(t, back, 10, "the draws are worth something")
}

// G16 [F]: averages against the floors, and who is below by how much, are what a
// naive count over the payments finds.
func TestFloorsAgainstOracle(t *testing.T) {
	w := staffed(t)
	months(w, rand.New(rand.NewPCG(16, 9)))
	floors := map[standard.Class]governance.Yuan{standard.Main: 4500_00, standard.Other: 3200_00}
	wanted := []civil.Date{civil.MustParse("2024-09-01"), civil.MustParse("2024-10-01")}
	totals, counts, below := map[standard.Class]governance.Yuan{}, map[standard.Class]int64{}, map[string]string{}
	for _, c := range districttest.Records[cadre.Cadre](w, payment.KindCadre) {
		var total governance.Yuan
		n := int64(0)
		for _, m := range wanted {
			sum, whole, seen := governance.Yuan(0), true, false
			for _, p := range districttest.Records[payment.Payment](w, payment.Kind) {
				for _, l := range p.Lines {
					if p.Parent == c.ID && l.Month == m {
						sum, whole, seen = sum+l.Amount, whole && l.Days == l.Of, true
					}
				}
			}
			if whole && seen {
				total, n = total+sum, n+1
			}
		}
		class := c.Post.Class()
		totals[class], counts[class] = totals[class]+total, counts[class]+n
		if n > 0 && total.Per(n) < floors[class] {
			below[c.Person] = (floors[class] - total.Per(n)).String()
		}
	}
	params := `{"from":"2024-09-10","to":"2024-10-20"}`
	got, err := w.Ask("district", payment.Kind, "averages", params)
	require.NoError(t, err)
	for _, a := range got.([]payment.ClassAverage) {
		require.Equal(t, totals[a.Class], a.Total)
		require.Equal(t, counts[a.Class], a.Months)
		require.Equal(t, max(0, floors[a.Class]-totals[a.Class].Per(counts[a.Class])), a.Short)
	}
	got, err = w.Ask("district", payment.Kind, "below", params)
	require.NoError(t, err)
	listed := map[string]string{}
	for _, row := range got.(*governance.Listing).Rows {
		listed[row[0]] = row[6]
	}
	require.Equal(t, below, listed)
	require.NotEmpty(t, below, "the draw is worth something")
}

// G16 [D]: who is registered as serving and holds the post no longer is found; and
// nobody sees another's pay.
func TestUnposted(t *testing.T) {
	w := staffed(t)
	w.Do("town", payment.KindCadre, uuid.Nil, cadre.Register{Person: "resident", Community: districttest.Community, Post: standard.Member, Grade: 1, From: civil.MustParse("2024-09-01")})
	rows := func() [][]string {
		got, err := w.Ask("district", payment.KindCadre, "unposted", `{"unit":"350205001"}`)
		require.NoError(t, err)
		return got.(*governance.Listing).Rows
	}
	require.Empty(t, rows())
	c := districttest.Records[cadre.Cadre](w, payment.KindCadre)[0]
	shelf, _ := w.Office.Shelf(payment.KindCadre)
	for who, sees := range map[string]bool{"resident": true, "resident-3": false, "community": false, "town": true, "town-2": false, "district": true} {
		_, err := shelf.Get(t.Context(), w.Actor(who), c.ID)
		require.Equal(t, sees, err == nil, "pay is seen by the person, the town and the district: %s", who)
	}
	w.Change(orgtree.EndPost{ID: "post-resident", Day: civil.MustParse("2024-10-01")})
	require.Empty(t, rows(), "held to the end of September")
	w.To(civil.MustParse("2024-10-01").Start())
	require.Equal(t, [][]string{{"resident", "海沧社区", "委员"}}, rows())
}
