package pay_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// 4 G16 [F]: "the average raised by at least 1,000 a month": standards that are so much
// higher raise the average by as much, from the day on which they begin to hold,
// whenever they were enacted and paid; of those with whom there is nothing to compare,
// by nothing.
func TestTheRaiseOfAYear(t *testing.T) {
	w := staffed(t)
	for person, post := range map[string]standard.Post{"resident": standard.Member, "resident-2": standard.Director} {
		w.Do("town", payment.KindCadre, uuid.Nil, cadre.Register{Person: person, Community: districttest.Community, Post: post, Grade: 3, From: civil.MustParse("2024-09-01")})
	}
	enact := func(post standard.Post, from string, monthly governance.Yuan) {
		w.Do("district", standard.Kind, uuid.Nil, standard.Enact{District: districttest.District, Post: post, Grade: 3, Monthly: monthly, From: civil.MustParse(from), Number: "1"})
	}
	enact(standard.Member, "2024-01-01", 3000_00)
	w.To(civil.MustParse("2025-03-15").Start())
	enact(standard.Member, "2025-01-01", 4000_00) // with back pay
	enact(standard.Director, "2025-01-01", 4600_00)
	enact(standard.Director, "2025-06-01", 4700_01)
	raise := func(params string) cadre.Raise {
		got, err := w.Ask("district", payment.KindCadre, "raise", params)
		require.NoError(t, err)
		return got.(cadre.Raise)
	}
	require.Equal(t, cadre.Raise{Heads: 1, Before: 3000_00, After: 4000_00, Raise: 1000_00}, raise(`{"from":"2025-01-01","to":"2025-12-31"}`), "a director was worth nothing before")
	require.Equal(t, cadre.Raise{Heads: 2, Before: 4300_00, After: 4350_01, Raise: 50_01}, raise(`{"from":"2025-01-02","to":"2025-12-31","unit":"350205001"}`))
	require.Equal(t, cadre.Raise{Heads: 1, Before: 3000_00, After: 3000_00}, raise(`{"from":"2024-10-01","to":"2024-12-31"}`))
	require.Equal(t, cadre.Raise{}, raise(`{"from":"2024-01-02","to":"2024-08-31"}`), "nobody served yet")
	require.Equal(t, cadre.Raise{}, raise(`{"from":"2025-01-01","to":"2025-12-31","unit":"350205002"}`))
}
