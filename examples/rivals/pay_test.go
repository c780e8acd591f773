package rivals_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G16: however many register, review and pay at once, a person is paid for one post,
// back pay is due once, and what is paid is counted once.
func TestPayIsDueOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := pay.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, books.Shelves()...)
		w.Change(orgtree.Appoint{ID: "post", Post: orgtree.Post{Kind: orgtree.CommitteeMember, Unit: districttest.Community + "R", Person: "resident", From: civil.MustParse("2024-01-01")}})
		enact := func(post standard.Post, monthly governance.Yuan, from string) {
			w.Do("district", standard.Kind, uuid.Nil, standard.Enact{District: districttest.District, Post: post, Grade: 1, Monthly: monthly, From: civil.MustParse(from), Number: "1"})
		}
		enact(standard.Member, 3000_00, "2024-01-01")
		enact(standard.Deputy, 3000_00, "2024-01-01")
		require.Equal(t, 1, w.Rivals(6, func(i int) error {
			_, err := w.Try("town", payment.KindCadre, uuid.Nil, cadre.Register{Person: "resident", Community: districttest.Community, Post: []standard.Post{standard.Member, standard.Deputy}[i%2], Grade: 1, From: civil.MustParse("2024-09-01")})
			return err
		}))
		c := districttest.Records[cadre.Cadre](w, payment.KindCadre)[0]
		w.To(w.Now().Add(10 * 24 * time.Hour))
		for i, day := range []string{"2024-09-16", "2024-09-21"} {
			enact(c.Post, governance.Yuan(3300_00+i*300_00), day)
			require.Equal(t, 1, w.Rivals(6, func(int) error {
				_, err := w.Try("town", payment.KindCadre, c.ID, cadre.Review{})
				return err
			}))
		}
		require.Equal(t, governance.Yuan((15*3000_00+5*3300_00+10*3600_00)/30), districttest.Record[cadre.Cadre](w, governance.Ref{Kind: payment.KindCadre, ID: c.ID}).Due)
		all := districttest.Records[payment.Payment](w, payment.Kind)
		require.Len(t, all, 3)
		require.Equal(t, 3, w.Rivals(12, func(i int) error {
			_, err := w.Try("town", payment.Kind, all[i%3].ID, payment.Pay{Voucher: "1"})
			return err
		}))
		got := districttest.Record[cadre.Cadre](w, governance.Ref{Kind: payment.KindCadre, ID: c.ID})
		require.Equal(t, got.Due, got.Paid)
	})
}
