package rivals_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G5: nobody is on two lists at a time and no half hour of anybody's counts twice,
// however many enrol, report in, log and reject at once; what organisations and
// members count is what there is.
func TestNobodyIsCountedTwice(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := reportin.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, books.Organisations.Shelf, books.Members.Shelf, books.Participations.Shelf)
		var lists []governance.Ref
		for _, d := range []orgtree.Code{districttest.Department1, districttest.Department2, districttest.Department3} {
			lists = append(lists, w.Do("district", organisation.Kind, uuid.Nil, organisation.List{Organisation: d, Sector: "agency"}))
		}
		enrolled := w.Rivals(12, func(i int) error {
			_, err := w.Try("district", organisation.Kind, lists[i%3].ID, organisation.Enrol{Members: []organisation.Enrolled{{Person: fmt.Sprint("member-", i/3)}}})
			return err
		})
		require.Equal(t, 4, enrolled, "one list each")
		members := districttest.Records[member.Member](w, member.Kind)
		for range 3 {
			w.Rivals(16, func(i int) error {
				b := members[i%4]
				if _, err := w.Try("district", member.Kind, b.ID, member.Present{Community: districttest.Community}); err != nil {
					return err
				}
				_, err := w.Try("community", member.Kind, b.ID, member.Log{
					Start: w.Now().Truncate(time.Hour).Add(time.Duration(i/4-4) * 30 * time.Minute), Minutes: 90, Kind: "care",
				})
				return err
			})
			requireCountedOnce(t, w)
			w.Rivals(8, func(i int) error {
				all := districttest.Records[participation.Participation](w, participation.Kind)
				_, err := w.Try("community", participation.Kind, all[i%len(all)].ID, participation.Reject{Reason: "误登"})
				return err
			})
			requireCountedOnce(t, w)
			w.To(w.Now().Add(time.Hour))
		}
	})
}

func requireCountedOnce(t *testing.T, w *districttest.World) {
	half, done := map[string]bool{}, map[uuid.UUID][2]int{}
	for _, p := range districttest.Records[participation.Participation](w, participation.Kind) {
		if p.Phase == participation.Rejected {
			continue
		}
		for at := 0; at < p.Minutes; at += 30 {
			key := p.Person + p.Begins.Add(time.Duration(at)*time.Minute).In(civil.Zone).String()
			require.False(t, half[key], key)
			half[key] = true
		}
		done[p.Parent] = [2]int{done[p.Parent][0] + 1, done[p.Parent][1] + p.Minutes}
	}
	listed, reported := map[uuid.UUID]int{}, map[uuid.UUID]int{}
	for _, b := range districttest.Records[member.Member](w, member.Kind) {
		require.Equal(t, done[b.ID], [2]int{b.Participations, b.Minutes})
		listed[b.Parent]++
		if b.ReportedOn != 0 {
			reported[b.Parent]++
		}
	}
	for _, o := range districttest.Records[organisation.Organisation](w, organisation.Kind) {
		require.Equal(t, [2]int{listed[o.ID], reported[o.ID]}, [2]int{o.Members, o.Reported})
	}
}
