package governance_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// Figures that an institution computes from the records themselves are restricted
// as those are that every institution has.
func TestPeriodRestrictsAsFiguresDo(t *testing.T) {
	w := newWorld(t)
	randomLoans(w, rand.New(rand.NewPCG(6, 6)), 40)
	from := civil.DateOf(w.clock()).AddDays(-10)
	in := loanInstitution()
	in.Asks = []governance.Question{governance.Ask("counted", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (n int64, err error) {
		q, err := r.Period(p)
		if err == nil {
			err = r.Each(ctx, q, func(any) bool { n++; return true })
		}
		return n, err
	}).As("toy", label("清点", "counted"), label("逐件清点", "counted one by one"))}
	var err error
	w.loans, err = governance.NewBook(in)
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(4), Directory: w.dir}, w.loans.Shelf, tags.Shelf)
	require.NoError(t, err)
	for _, p := range []governance.FigureParams{{}, {Unit: townEast}, {From: from.String()}, {Unit: harbour, To: from.String()}} {
		got, err := w.loans.Ask(t.Context(), w.actor(zhong), "counted", &p)
		require.NoError(t, err)
		require.Equal(t, w.figures(zhong, p).Opened, got, "%+v", p)
		require.NotZero(t, got, "%+v", p)
	}
	_, err = w.loans.Ask(t.Context(), w.actor(zhong), "counted", &governance.FigureParams{From: "soon", Unit: "nowhere"})
	var faults *governance.InvalidError
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults.Faults, 2)
}
