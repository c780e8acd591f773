package districttest

import (
	"errors"
	"sync"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// patience is how often somebody tries again who is told that others were at it.
const patience = 20

// changedMeanwhile reports whether somebody is told to try again.
func changedMeanwhile(err error) bool {
	var conflict *governance.ConflictError
	return errors.As(err, &conflict) && conflict.Reason == governance.Changed
}

// Rivals has many do something at once, and tells how many succeeded. Whoever is told
// that others were at it tries again; what else fails has to fail as a person would be
// told, never as a defect.
func (w *World) Rivals(n int, do func(i int) error) (succeeded int) {
	w.Helper()
	results := make([]error, n)
	begin := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-begin
			for range patience {
				if results[i] = do(i); !changedMeanwhile(results[i]) {
					return
				}
			}
		})
	}
	close(begin)
	all.Wait()
	for _, err := range results {
		if err == nil {
			succeeded++
			continue
		}
		var told interface{ Explain() governance.Text }
		require.True(w, errors.As(err, &told), "%v", err)
	}
	return succeeded
}
