package governance_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// spanAsked are the days of a period, and how many loans concern its unit whenever
// they were opened.
type spanAsked struct {
	From, To civil.Date
	Loans    int64
}

// Figures by the day something was done go by days, whatever was given.
func TestDaysOfAPeriod(t *testing.T) {
	w := newWorld(t)
	in := loanInstitution()
	in.Asks = []governance.Question{governance.Ask("days", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out spanAsked, err error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return out, err
		}
		n, err := r.Count(ctx, q)
		return spanAsked{from, to, n[0].Count}, err
	}).As("toy", label("天", "days"), label("天", "days"))}
	var err error
	w.loans, err = governance.NewBook(in)
	require.NoError(t, err)
	tags, err := governance.NewBook(tagInstitution())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(6), Directory: w.dir, Calendar: w.calendar}, w.loans.Shelf, tags.Shelf)
	require.NoError(t, err)
	w.ask(ann)
	ask := func(p governance.FigureParams) (spanAsked, error) {
		got, err := w.loans.Ask(t.Context(), governance.Actor{System: true}, "days", &p)
		if err != nil {
			return spanAsked{}, err
		}
		return got.(spanAsked), nil
	}
	all, err := ask(governance.FigureParams{})
	require.NoError(t, err)
	assert.Equal(t, spanAsked{civil.Min, civil.Forever, 1}, all)
	some, err := ask(governance.FigureParams{From: "2001-02-03", To: "2001-03-04T23:30:00Z", Unit: meadow})
	require.NoError(t, err)
	assert.Equal(t, spanAsked{civil.MustParse("2001-02-03"), civil.MustParse("2001-03-05"), 0}, some)
	var invalid *governance.InvalidError
	_, err = ask(governance.FigureParams{From: "soon", To: "late", Unit: "999999"})
	require.ErrorAs(t, err, &invalid)
	assert.Len(t, invalid.Faults, 3)
}
