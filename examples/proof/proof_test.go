package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// The shares that tests try: of each proof a tenth, as "make proof" does; where a bug
// is planted, what finds it.
const (
	tenth = "0.1"
	short = "0.02"
)

var cluster pgtest.Server

// server is built once for all tests.
var server string

func TestMain(m *testing.M) {
	binary, remove, err := build(context.Background(), "server")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server = binary
	code := cluster.Run(m)
	remove()
	os.Exit(code)
}

// try runs the program, on a small share unless its arguments say otherwise.
func try(t *testing.T, args ...string) (code int, out string, errors string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), append([]string{"-server", server, "-share", short}, args...), &stdout, &stderr)
	t.Log(stdout.String())
	if strings.Contains(stdout.String(), "COULD NOT BE TRIED HERE") {
		require.Equal(t, 1, code, "what was not tried has not held")
		t.Skip(stdout.String())
	}
	return code, stdout.String(), stderr.String()
}

// Two servers on PostgreSQL hold what one on SQLite does, and what may happen to
// their database.
func TestProofsOfReplicas(t *testing.T) {
	db := cluster.Database(t)
	chosen, err := choose(nil, "", db)
	require.NoError(t, err)
	for _, p := range chosen {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			code, out, errors := try(t, "-share", tenth, "-db", db, p.name)
			require.Equal(t, 0, code, "%s%s", out, errors)
		})
	}
}

// Nothing acknowledged is lost, nothing is done twice, nothing is passed over.
func TestProofs(t *testing.T) {
	for _, p := range proofs() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			code, out, errors := try(t, "-share", tenth, p.name)
			require.Equal(t, 0, code, "%s%s", out, errors)
			require.Regexp(t, `^`+p.name+` +tried .*; lost 0, doubled 0, skipped 0, wrong 0: held\n$`, out)
		})
	}
}

// A proof that nothing could fail would prove nothing: each finds the bugs that
// are planted for it.
func TestPlantedBugsAreFound(t *testing.T) {
	require.GreaterOrEqual(t, len(plants()), 12)
	for _, b := range plants() {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			code, out, errors := try(t, "-plant", b.name)
			require.Equal(t, 1, code, "%s: %s%s", b.says, out, errors)
			require.Contains(t, out, "FAILED: ")
		})
	}
}

func TestWhatCannotBeTried(t *testing.T) {
	for _, args := range [][]string{{"nothing"}, {"-plant", "nothing"}, {"-share", "x"}} {
		errors := &bytes.Buffer{}
		require.Equal(t, 2, run(t.Context(), args, os.Stdout, errors))
		require.NotEmpty(t, errors.String())
	}
	errors := &bytes.Buffer{}
	require.Equal(t, 2, run(t.Context(), []string{"-server", "/nowhere/at/all", "kills"}, os.Stdout, errors))
	require.Contains(t, errors.String(), "/nowhere/at/all")
	out := &bytes.Buffer{}
	require.Equal(t, 0, run(t.Context(), []string{"-list"}, out, os.Stderr))
	require.Equal(t, len(everyProof())+len(plants()), strings.Count(out.String(), "\n"))
}
