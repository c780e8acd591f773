package venue_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// pick draws one of a type's codes.
func pick[C ~string](r *rand.Rand, choices []governance.Choice) C {
	return C(choices[r.IntN(len(choices))].Code)
}

// furnish registers venues here and there, ticks haves and runs upgrades to all
// their ends.
func furnish(w *districttest.World, r *rand.Rand) {
	for range 25 {
		unit := []orgtree.Code{districttest.Compound, districttest.Community, districttest.Community2, districttest.Town2}[r.IntN(4)]
		who := map[orgtree.Code]string{districttest.Compound: "compound", districttest.Community: "community", districttest.Community2: "community-2", districttest.Town2: "town-2"}[unit]
		ref := w.Do(who, place.Kind, uuid.Nil, place.Register{Unit: unit, About: place.About{
			Name: "场所", Type: pick[place.Type](r, place.Type("").Choices()), Space: pick[place.Space](r, place.Space("").Choices()), Area: 1 + r.IntN(500),
			Hours: hours.Hours{Days: hours.AnyDay, From: 16, To: 40}, Shared: r.IntN(2) == 0, Services: []place.Service{pick[place.Service](r, place.Service("").Choices())},
		}})
		for _, c := range place.Item("").Choices() {
			if r.IntN(6) > 0 {
				w.Do(who, place.Kind, ref.ID, place.Attain{Item: place.Item(c.Code), On: civil.MustParse("2024-01-01")})
			}
		}
		w.Do(who, place.Kind, ref.ID, place.Plan{Title: "改造", Text: "改造", Planned: 1000_00, Items: []place.Item{"books"}})
		for _, u := range districttest.Records[upgrade.Upgrade](w, upgrade.Kind) {
			if u.Phase == upgrade.Planned {
				carryOut(w, r, u, who)
			}
		}
		if r.IntN(5) == 0 {
			_, _ = w.Try(who, place.Kind, ref.ID, place.Retire{Reason: "搬迁"})
		}
	}
}

// carryOut takes a project as far as chance has it.
func carryOut(w *districttest.World, r *rand.Rand, u *upgrade.Upgrade, who string) {
	do := func(who string, cmd governance.Command) { w.Do(who, upgrade.Kind, u.ID, cmd) }
	if r.IntN(4) == 0 {
		do("district", upgrade.Reject{Reason: "暂缓"})
		return
	}
	do("district", upgrade.Approve{Amount: 900_00, Number: "1"})
	for range r.IntN(4) {
		do(who, upgrade.Spend{Amount: governance.Yuan(1 + r.IntN(225_00)), Voucher: "1", Text: "工程款"})
	}
	if r.IntN(4) == 0 {
		return
	}
	do(who, upgrade.Finish{Text: "完工"})
	if r.IntN(3) > 0 {
		do("district", upgrade.Accept{})
	}
}

// G14 [F]: venues, won spaces, those upgraded and the money spent are what a naive
// count over all records finds, for the district and for one community.
func TestFiguresAgainstOracle(t *testing.T) {
	w := open(t)
	furnish(w, rand.New(rand.NewPCG(14, 1)))
	tree := w.Tree()
	for unit, params := range map[orgtree.Code]string{districttest.District: "{}", districttest.Community: `{"unit":"350205001001"}`, districttest.Town2: `{"unit":"350205002"}`} {
		var circle place.Circle
		var money upgrade.Money
		for _, v := range districttest.Records[place.Venue](w, place.Kind) {
			if v.Phase == place.Retired || !tree.Within(v.Unit, unit) {
				continue
			}
			circle.Venues++
			circle.Services += int64(len(v.Services))
			for field, held := range map[*int64]bool{
				&circle.Shared: v.Shared, &circle.Spaces: v.Space == "ancillary" || v.Space == "raised-floor", &circle.Full: len(v.Haves) == 6, &circle.Upgraded: v.Upgrades > 0,
			} {
				if held {
					*field++
				}
			}
		}
		for _, u := range districttest.Records[upgrade.Upgrade](w, upgrade.Kind) {
			if !tree.Within(u.Unit, unit) {
				continue
			}
			if u.Approved > 0 {
				money.Projects++
			}
			if u.Outcome == "accepted" {
				money.Accepted, money.Venues = money.Accepted+1, money.Venues+1 // one project a venue here
			}
			money.Approved, money.Spent = money.Approved+u.Approved, money.Spent+u.Spent
		}
		got, err := w.Ask("district", place.Kind, "circle", params)
		require.NoError(t, err)
		require.Equal(t, circle, got, params)
		got, err = w.Ask("district", upgrade.Kind, "money", params)
		require.NoError(t, err)
		require.Equal(t, money, got, params)
		require.NotZero(t, circle.Full+circle.Upgraded, "the draw is worth something")
	}
}

// 2.4: "working days" are those of the calendar: the Saturday worked in place of a
// holiday is one, the holiday is not.
func TestOpeningDays(t *testing.T) {
	w := open(t)
	book := func(days hours.Days, day string) error {
		ref := w.Do("community", place.Kind, uuid.Nil, place.Register{Unit: districttest.Community, About: place.About{
			Name: "厅", Type: "hall", Space: "existing", Area: 10, Shared: true, Hours: hours.Hours{Days: days, From: 0, To: 48}}})
		_, err := w.Try("resident", booking.Kind, uuid.Nil, booking.Book{Title: "会", Venue: ref.ID, Place: districttest.Community, Day: civil.MustParse(day), To: 48})
		return err
	}
	for day := civil.MustParse("2024-09-28"); day < civil.MustParse("2024-10-20"); day = day.AddDays(1) {
		worked := workday.China().IsWorkday(day)
		require.NoError(t, book(hours.AnyDay, day.String()))
		require.Equal(t, worked, book(hours.Workdays, day.String()) == nil, day)
		require.Equal(t, !worked, book(hours.DaysOff, day.String()) == nil, day)
	}
}
