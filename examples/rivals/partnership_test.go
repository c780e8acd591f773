package rivals_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership"
	partnerservice "github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// G11: two parties have one agreement at a time, and nothing is delivered under one
// that has ended, however many propose, deliver, renew and terminate at once; the
// agreement counts the services that there are.
func TestOneAgreementAtATime(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := partnership.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, books.Studios.Shelf, books.Events.Shelf, books.Partnerships.Shelf, books.Services.Shelf)
		for range 5 {
			today := civil.DateOf(w.Now())
			require.Equal(t, 1, w.Rivals(6, func(int) error {
				ref, err := w.Try("community", partnership.Kind, uuid.Nil, partnership.Propose{
					Community: districttest.Community, Partner: "350205K01", Forms: []partnerservice.Form{"service"}, Title: "课堂", Terms: "每周", From: today, Until: today.AddDays(30),
				})
				if err == nil {
					_, err = w.Try("community", partnership.Kind, ref.ID, partnership.Sign{})
				}
				return err
			}))
			var id uuid.UUID
			for _, a := range districttest.Records[partnership.Partnership](w, partnership.Kind) {
				if a.Phase == partnership.InForce {
					id = a.ID
				}
			}
			w.Do("community", partnership.Kind, id, partnership.Assess{Rating: partnership.Excellent, Text: "好"})
			require.Equal(t, 1, w.Rivals(4, func(i int) error {
				_, err := w.Try("community", partnership.Kind, id, partnership.Renew{Until: today.AddDays(60 + i), BothAgree: true})
				return err
			}), "a review serves one renewal")
			done := w.Rivals(12, func(i int) error {
				cmd := []governance.Command{
					partnership.Deliver{Form: "service", Day: today}, partnership.Deliver{Form: "service", Day: today}, partnership.Terminate{Reason: "x"},
				}[i%3]
				_, err := w.Try("community", partnership.Kind, id, cmd)
				return err
			})
			require.GreaterOrEqual(t, done, 1)
			requireServices(t, w)
			w.To(w.Now().Add(time.Hour))
		}
	})
}

func requireServices(t *testing.T, w *districttest.World) {
	delivered, ends := map[uuid.UUID]int{}, map[uuid.UUID]time.Time{}
	for _, a := range districttest.Records[partnership.Partnership](w, partnership.Kind) {
		require.Equal(t, partnership.Terminated, a.Outcome)
		ends[a.ID] = a.Closed
	}
	for _, s := range districttest.Records[partnerservice.Service](w, partnerservice.Kind) {
		delivered[s.Parent]++
		require.False(t, s.Opened.After(ends[s.Parent]))
	}
	for _, a := range districttest.Records[partnership.Partnership](w, partnership.Kind) {
		require.Equal(t, delivered[a.ID], a.Services)
	}
}
