package orgtree

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// national returns the text of the national file: every division of the
// mainland, 2023 edition. It stands in the module that nobody embeds.
func national(t testing.TB) []byte {
	t.Helper()
	path := os.Getenv("JINLIN_DIVISIONS")
	if path == "" {
		path = "../examples/proof/testdata/china.csv.gz"
	}
	packed, err := os.ReadFile(path)
	require.NoError(t, err, "the national file is missing: set JINLIN_DIVISIONS")
	r, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	return text
}

func TestQuick(t *testing.T) {
	text := national(t)
	for range 5 {
		t0 := time.Now()
		o, err := ImportDivisions(bytes.NewReader(text), ImportOptions{})
		require.NoError(t, err)
		t.Log("import", time.Since(t0))
		t0 = time.Now()
		tr := o.On(civil.MustParse("2024-01-01"))
		t.Log("on", time.Since(t0), tr.Len())
	}
}
