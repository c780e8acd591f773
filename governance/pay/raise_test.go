package pay_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// 4 G16 [F]: "the average raised by at least 1,000 a month": a standard that is a
// thousand higher raises the average by as much, against the year before; while
// there is no year before, by nothing that could be said.
func TestTheRaiseOfAYear(t *testing.T) {
	w := staffed(t)
	w.Do("town", pay.KindCadre, uuid.Nil, pay.Register{Person: "resident", Community: districttest.Community, Post: pay.Member, Grade: 1, From: civil.MustParse("2024-09-01")})
	enact := func(from string, monthly governance.Yuan) {
		w.Do("district", pay.KindStandard, uuid.Nil, pay.Enact{District: districttest.District, Post: pay.Member, Grade: 1, Monthly: monthly, From: civil.MustParse(from), Number: "1"})
	}
	enact("2024-09-02", 3000_00)
	enact("2025-01-01", 4000_00)
	w.To(civil.MustParse("2026-02-15").Start())
	raise := func(params string) pay.Raise {
		got, err := w.Ask("district", pay.KindPayment, "raise", params)
		require.NoError(t, err)
		return got.(pay.Raise)
	}
	by := governance.Yuan(1000_00)
	require.Equal(t, pay.Raise{Before: 3000_00, After: 4000_00, Raise: &by}, raise(`{"from":"2025-10-01","to":"2025-12-31"}`))
	require.Nil(t, raise(`{"from":"2024-10-01","to":"2024-12-31"}`).Raise)
	nothing := governance.Yuan(0)
	require.Equal(t, &nothing, raise(`{"from":"2026-01-01","to":"2026-01-31"}`).Raise)
}
