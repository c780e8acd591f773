package orgtree_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

var update = flag.Bool("update", false, "write what happens into the scenarios instead of comparing")

// TestScenarios plays the stories of testdata/*.txt on the small organisation.
// A line is a batch of changes ("DAY verb …; DAY verb …"), or a question ("ask
// DAY question …"); what follows indented is the answer. Lines with # tell the
// story.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			got := play(smallOrg(t), string(text))
			if *update {
				require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
				return
			}
			require.Equal(t, string(text), got, "to accept it: go test -run Scenarios -update")
		})
	}
}

func play(o *orgtree.Org, text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			continue // an earlier answer
		}
		out.WriteString(line + "\n")
		answer := ""
		switch words := strings.Fields(line); {
		case len(words) == 0, words[0] == "#":
			continue
		case words[0] == "ask":
			answer = ask(o.On(dayOf(words[1])), words[2], words[3:])
		default:
			o, answer = batch(o, line)
		}
		for a := range strings.Lines(answer) {
			out.WriteString("  " + strings.Join(strings.Fields(a), " ") + "\n")
		}
	}
	return out.String()
}

func dayOf(s string) civil.Date { return civil.MustParse(s) }

func batch(o *orgtree.Org, line string) (*orgtree.Org, string) {
	var changes []orgtree.Change
	for _, part := range strings.Split(line, ";") {
		changes = append(changes, changeOf(strings.Fields(part)))
	}
	next, err := o.Apply(changes...)
	var invalid *orgtree.InvalidError
	if errors.As(err, &invalid) {
		var b strings.Builder
		for _, f := range invalid.Faults {
			fmt.Fprintf(&b, "refused: %s %s %s %s\n", f.Path, f.Code, f.Unit, f.Message.Zh)
		}
		return o, b.String()
	}
	var keys []string
	for key := range next.Delta() {
		keys = append(keys, key)
	}
	return next, "changed: " + strings.Join(keys, " ")
}

func changeOf(w []string) orgtree.Change {
	day, code := dayOf(w[0]), orgtree.Code(w[2])
	switch w[1] {
	case "add":
		kind, err := orgtree.ParseKind(w[3])
		if err != nil {
			panic(err)
		}
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: code, Kind: kind, Name: w[5], Parent: orgtree.Code(w[4])}, Day: day}
	case "rename":
		return orgtree.Rename{Code: code, Name: w[3], Day: day}
	case "move":
		return orgtree.Move{Code: code, Parent: orgtree.Code(w[3]), Day: day}
	case "dissolve":
		return orgtree.Dissolve{Code: code, Successor: orgtree.Code(w[3]), Day: day}
	case "cover":
		return orgtree.SetCovers{Code: code, Covers: codesIn(w[3:]), Day: day}
	case "appoint":
		kind, err := orgtree.ParsePostKind(w[3])
		if err != nil {
			panic(err)
		}
		return orgtree.Appoint{ID: w[2], Post: orgtree.Post{Kind: kind, Unit: orgtree.Code(w[4]), Person: w[5], From: day}}
	case "end":
		return orgtree.EndPost{ID: w[2], Day: day}
	}
	panic("no such change: " + w[1])
}

func codesIn(words []string) (codes []orgtree.Code) {
	for _, w := range words {
		codes = append(codes, orgtree.Code(w))
	}
	return codes
}

func ask(tree *orgtree.Tree, question string, args []string) string {
	code := orgtree.Code(args[0])
	switch question {
	case "unit":
		u, ok := tree.Unit(code)
		return fmt.Sprintln(ok, u.Name, u.Kind, u.Parent)
	case "answers":
		return fmt.Sprintln(tree.Answers(code))
	case "checks":
		return fmt.Sprintln(tree.CheckingOrg(code))
	case "successor":
		return fmt.Sprintln(tree.Successor(code))
	case "inherited":
		return fmt.Sprintln(tree.Inherited(code))
	case "posts":
		var b strings.Builder
		for _, p := range tree.PostsAt(code) {
			fmt.Fprintln(&b, p.Kind.Label().Zh, p.Person, p.From, p.To)
		}
		return b.String()
	case "keys":
		return fmt.Sprintln(tree.Keys(args[0]))
	case "below":
		return fmt.Sprintln(tree.AppendSubtree(nil, code))
	}
	panic("no such question: " + question)
}
