package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/internal/scripttest"
)

func simulated(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, &out, &err)
	return code, out.String(), err.String()
}

// Same scenario, same seed, same bytes, whatever runs at a time and wherever it is
// kept; another seed, other bytes.
func TestSameSeedSameBytes(t *testing.T) {
	code, once, stderr := simulated(t, "-scale", "0.02", "-jobs", "1", "founding")
	require.Equal(t, exitDone, code, stderr)
	require.Empty(t, stderr, "a bar is drawn on terminals only")
	_, again, _ := simulated(t, "-scale", "0.02", "-jobs", "2", "founding")
	require.Equal(t, once, again)
	_, other, _ := simulated(t, "-scale", "0.02", "-seed", "2", "founding")
	require.NotEqual(t, once, other)
}

// What a tester reads, whole: a change of a rule, of a draw or of the page shows here.
// Rewrite it with -update and read the difference.
func TestWhatATesterReads(t *testing.T) {
	_, page, _ := simulated(t, "-scale", "0.02", "founding")
	scripttest.Golden(t, filepath.Join("testdata", "founding-0.02.md"), page)
}

// Several districts of national divisions, one or two at a time: the same bytes.
func TestDistrictsSideBySide(t *testing.T) {
	args := []string{"-divisions", "../proof/testdata/china.csv.gz", "-scale", "0.001", "-format", "json"}
	dir := t.TempDir()
	file := filepath.Join(dir, "two.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"extends": "beijing", "title": "两区", "district": {"codes": ["110101", "110102"]}, "matters": {"perYear": 300000}}`), 0o600))
	code, once, stderr := simulated(t, append(args, "-jobs", "1", file)...)
	require.Equal(t, exitDone, code, stderr)
	_, again, _ := simulated(t, append(args, "-jobs", "2", file)...)
	require.Equal(t, once, again)
	var out engine.Result
	require.NoError(t, json.Unmarshal([]byte(once), &out))
	require.Equal(t, 2, out.Districts)
	require.GreaterOrEqual(t, out.Matters.Opened, int64(600), "300 in each, and what was split off")
}

// What is wrong is said, a line for each field, and nothing is run.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "bad.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"extends": "founding", "yearz": 2, "people": {"rates": 1001}}`), 0o600))
	code, stdout, stderr := simulated(t, file)
	require.Equal(t, exitStart, code)
	require.Empty(t, stdout)
	require.Equal(t, "simulate: people.rates: 应在0至1000之间（is not between 0 and 1000）\nsimulate: yearz: 没有这个字段（is not a field）\n", stderr)
	for _, wrong := range [][]string{{}, {"nowhere"}, {"-against", "founding", "-db", "memory:", "founding"}, {"-format", "html", "founding"}, {"-map", "x.json", "founding"}, {"-seeds", "0", "founding"}, {"-lang", "fr", "founding"}, {"-format", "pdf", "founding"}, {"-scale", "0", "founding"}, {"-scale", "1.2345", "founding"}, {"-jobs", "0", "founding"}, {"founding", "founding"}, {"-nothing"}} {
		code, stdout, stderr := simulated(t, wrong...)
		require.Equal(t, exitStart, code, wrong)
		require.Empty(t, stdout)
		require.NotEmpty(t, stderr)
	}
	code, _, stderr = simulated(t, "beijing")
	require.Equal(t, exitFailed, code)
	require.Contains(t, stderr, "-divisions")
}

// The lists are there to be read by people, the schema by editors.
func TestLists(t *testing.T) {
	_, names, _ := simulated(t, "-list")
	require.Equal(t, []string{"beijing", "founding"}, strings.Fields(names))
	_, schema, _ := simulated(t, "-schema")
	require.True(t, json.Valid([]byte(schema)))
	code, help, _ := simulated(t, "-help")
	require.Equal(t, exitDone, code)
	require.Contains(t, help, "-seed")
	for _, format := range []string{"csv", "json"} {
		code, out, stderr := simulated(t, "-scale", "0.005", "-format", format, "founding")
		require.Equal(t, exitDone, code, stderr)
		require.NotEmpty(t, out)
	}
}

// Through a ledger it comes to what it comes to without, but for what is drawn as
// samples.
func TestThroughALedger(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "unsampled.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"extends": "founding", "title": "不抽查", "agenda": false, "policy": {"sampleShare": 0}}`), 0o600))
	_, pure, _ := simulated(t, "-scale", "0.005", file)
	code, stored, stderr := simulated(t, "-scale", "0.005", "-db", "sqlite:"+filepath.Join(dir, "year.db"), file)
	require.Equal(t, exitDone, code, stderr)
	require.Equal(t, pure, stored)
	code, _, stderr = simulated(t, "-db", "file:x", file)
	require.Equal(t, exitFailed, code)
	require.Contains(t, stderr, "-db")
}

// Scenarios side by side and cases replayed from the command line, in every form.
func TestComparedAndReplayed(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "three.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"extends": "founding", "title": "即办三天", "policy": {"limits": {"immediate": 3}}}`), 0o600))
	for _, format := range []string{"md", "csv", "json", "html"} {
		code, out, stderr := simulated(t, "-scale", "0.01", "-seeds", "2", "-against", file, "-format", format, "founding")
		require.Equal(t, exitDone, code, stderr)
		require.Contains(t, out, "即办三天")
	}
	for _, name := range replay.Names() {
		code, out, stderr := simulated(t, "-replay", name, "founding")
		require.Equal(t, exitDone, code, stderr)
		require.NotEmpty(t, out)
		rows, columns, _ := replay.Builtin(name)
		csv, mapping := filepath.Join(dir, name+".csv"), filepath.Join(dir, name+".json")
		require.NoError(t, os.WriteFile(csv, rows, 0o600))
		require.NoError(t, os.WriteFile(mapping, columns, 0o600))
		_, own, _ := simulated(t, "-replay", csv, "-map", mapping, "founding")
		require.Equal(t, out, own, "a file of one's own is read as the built-in is")
	}
	code, _, stderr := simulated(t, "-replay", "mine.csv", "founding")
	require.Equal(t, exitFailed, code)
	require.Contains(t, stderr, "-map")
}
