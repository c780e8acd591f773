package main

import (
	"context"
	"crypto/rand"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
)

// The example of the front page works as it stands there.
func TestReadmeExampleRuns(t *testing.T) {
	ctx, directory := t.Context(), district{}
	matter, err := example(ctx, directory)
	require.NoError(t, err)
	require.Equal(t, casework.PhaseReported, matter.Phase)
	require.Regexp(t, `^350205-\d{4}-0000001$`, matter.Serial)
}

func example(ctx context.Context, directory governance.Directory) (*casework.Case, error) {
	// README begin
	cases, _ := casework.New(nil) // matters, with the default policy
	board, _ := notice.New()      // the notice board results are published on
	_, err := governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: time.Now, Entropy: rand.Reader, Directory: directory,
	}, cases.Shelf, board.Shelf)
	if err != nil {
		return nil, err
	}
	return cases.Do(ctx, governance.Request{Actor: resident, Command: casework.Report{
		Title: "路灯不亮", Text: "三号楼前路灯坏了一周", Place: casework.Place{Unit: "350205001001"},
	}})
	// README end
}

// What both front pages show is what is compiled here, comments and
// indentation apart.
func TestReadmeExampleIsTheOneCompiled(t *testing.T) {
	source, err := os.ReadFile("readme_test.go")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(source), "// README begin\n")
	require.True(t, ok)
	compiled, _, ok := strings.Cut(rest, "// README end")
	require.True(t, ok)
	for _, page := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile("../../" + page)
		require.NoError(t, err)
		shown := regexp.MustCompile("(?s)```go\n(.*?)```").FindStringSubmatch(string(text))
		require.NotNil(t, shown, page)
		require.Equal(t, bare(compiled), bare(shown[1]), page)
	}
}

// bare leaves out comments, indentation and alignment.
func bare(code string) []string {
	var out []string
	for line := range strings.Lines(code) {
		line, _, _ = strings.Cut(line, " //")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
