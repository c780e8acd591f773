package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
)

// What cannot be done is said before anything is played. The year itself is held to
// the report by package agenda's tests.
func TestRefused(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"-sqlite", filepath.Join(t.TempDir(), "no", "such", "folder.db")}, {"-year", "1900"}} {
		var out bytes.Buffer
		require.Error(t, run(t.Context(), args, &out), "%v", args)
		require.Empty(t, out.String())
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, table(&out, []agenda.Figure{{Name: "人民调解员", Reported: "308", Got: "308"}}))
	require.Equal(t, "指标     经验汇报  模拟所得\n人民调解员  308   308\n", out.String())
}
