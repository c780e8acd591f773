package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Rules are rows: documents are made from them and checked in, so that a change
// of a rule is seen as a change of its page.
func TestCheckedInDocumentsAreCurrent(t *testing.T) {
	pages, err := render()
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join("../../docs", name))
		require.NoError(t, err)
		if string(got) != string(want) {
			t.Errorf("docs/%s is not what the tables say; run: make generate", name)
		}
	}
}
