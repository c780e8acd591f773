package main

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/examples/server/settings"
	"github.com/jinlin-project/jinlin/internal/scripttest"
)

// friday is when the demonstration of these tests begins.
var friday = time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)

// served is the database of a server that has run a demonstration.
func served(t *testing.T) string {
	t.Helper()
	path := "sqlite:" + filepath.Join(t.TempDir(), "jinlin.db")
	set := &settings.Settings{DB: path, Demo: true, Clock: friday, InFlight: 16, Lease: time.Second}
	s, err := assembly.Open(t.Context(), set, assembly.Outside{Wall: func() time.Time { return friday }, Entropy: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	return path
}

// report runs the program, and insists on an exit code.
func report(t *testing.T, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	require.Equal(t, code, run(t.Context(), args, func() time.Time { return friday }, &out, &err), "%v: %s", args, err.String())
	return out.String(), err.String()
}

// The report of a database that a server made, in every form, with the addresses of
// the server that -base names.
func TestReportsOfADatabase(t *testing.T) {
	db := served(t)
	period := []string{"-db", db, "-unit", "350205", "-from", "2024-01-01", "-to", "2024-10-01"}
	for format, says := range map[string]string{
		"md": "| 人民调解员 | ", "csv": "\ufeff编号,部分,指标", "html": "<!DOCTYPE html>", "beside": "| `org.mediators` | 人民调解员 | 308 人 | ",
	} {
		out, err := report(t, exitDone, append(period, "-format", format, "-base", "https://jinlin.example/v1/")...)
		require.Empty(t, err)
		require.Contains(t, out, says)
		require.Contains(t, out, "https://jinlin.example/v1/organisations/staffing?on=2024-09-27")
	}
	later, _ := report(t, exitDone, append(period, "-at", "2025-01-06T09:00:00+08:00")...)
	require.Contains(t, later, "/v1/organisations/staffing?on=2024-09-30", "the period is over by then")
	require.Contains(t, later, "以下数字于2025年1月6日全部由系统记录计算得出")
	town, _ := report(t, exitDone, "-db", db, "-unit", "350205001", "-from", "2024-01-01", "-to", "2024-10-01")
	scripttest.Golden(t, "testdata/town.md", town)
}

// What cannot be reported on is told on one line, and nothing is written or made.
func TestRefusals(t *testing.T) {
	db := served(t)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-unit", "350205"}, exitUsage, `report: invalid value "" for flag -from: not a day such as 2024-01-01; invalid value "" for flag -to: not a day such as 2024-01-01`},
		{[]string{"-from", "2024-01-01", "-to", "2025-01-01", "-format", "pdf", "-at", "noon"}, exitUsage, `report: -unit is required; invalid value "pdf" for flag -format: not one of beside, csv, html, md; invalid value "noon" for flag -at: not an instant such as 2025-01-06T09:00:00+08:00`},
		{[]string{"-db", db, "-unit", "350205D01", "-from", "2024-01-01", "-to", "2023-01-01"}, exitFailed, "report: invalid: unit no-reporting-unit, to before-from"},
		{[]string{"-db", "oracle:x", "-unit", "350205", "-from", "2024-01-01", "-to", "2025-01-01"}, exitUsage, "report: flag -db: not a database this server knows"},
		{[]string{"-db", "memory:", "-unit", "350205", "-from", "2024-01-01", "-to", "2025-01-01"}, exitUsage, "report: -db: the database holds no district"},
		{[]string{"-db", "sqlite:" + filepath.Join(t.TempDir(), "none.db"), "-unit", "350205", "-from", "2024-01-01", "-to", "2025-01-01"}, exitUsage, "report: -db: stat "},
		{[]string{"-verbose"}, exitUsage, "report: flag provided but not defined: -verbose"},
		{[]string{"350205"}, exitUsage, `report: unexpected argument "350205"; see -help`},
	} {
		out, err := report(t, c.code, c.args...)
		require.Empty(t, out)
		require.Contains(t, err, c.says)
	}
	help, _ := report(t, exitDone, "-help")
	require.Contains(t, help, "-unit")
}
