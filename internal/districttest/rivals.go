package districttest

import (
	"errors"
	"sync"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// Rivals has many do something at once, and tells how many succeeded. What fails
// has to fail as a person would be told, never as a defect.
func (w *World) Rivals(n int, do func(i int) error) (succeeded int) {
	w.Helper()
	results := make([]error, n)
	begin := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-begin
			results[i] = do(i)
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
