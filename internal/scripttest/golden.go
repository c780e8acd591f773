package scripttest

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write transcripts, tables and pages of testdata anew")

// Golden holds a text against a file of testdata or, with -update, writes it there.
func Golden(tb testing.TB, file, got string) {
	tb.Helper()
	if *update {
		require.NoError(tb, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(tb, err, "run with -update")
	require.Equal(tb, string(want), got, "%s: run with -update and read the difference", file)
}
