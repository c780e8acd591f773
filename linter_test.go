package jinlin_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

//go:generate go test . -run ^TestLinterKnowsTheHouse$ -count=1 -update

var update = flag.Bool("update", false, "rewrite the parts of .golangci.yaml that are derived from the tables of these tests")

// TestLinterKnowsTheHouse keeps the linter's copy of our tables, which shows
// a fault in the editor, equal to the tables, which decide.
func TestLinterKnowsTheHouse(t *testing.T) {
	const name = ".golangci.yaml"
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	fresh := string(text)
	for section, body := range map[string]string{"floors": depguard(), "reaches": forbidigo()} {
		fresh = replaceSection(t, fresh, section, body)
	}
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(fresh), 0o600))
		return
	}
	require.Equal(t, fresh, string(text), "run: make generate")
}

// replaceSection puts body between the lines "# name: begin" and "# name: end".
func replaceSection(t *testing.T, text, name, body string) string {
	t.Helper()
	begin, end := "# "+name+": begin\n", "        # "+name+": end\n"
	head, rest, begun := strings.Cut(text, begin)
	_, tail, ended := strings.Cut(rest, end)
	require.True(t, begun && ended, "the section %q has lost one of its two lines", name)
	return head + begin + body + end + tail
}

// depguard renders the pure floors as rules of the linter of that name: one
// of what none may import, and one each of what it may. Under a "*" it lets
// siblings pass, which it cannot tell apart; the test does.
func depguard() string {
	var each, none strings.Builder
	scope := []string{"!$test"}
	for _, f := range floors {
		if !f.pure {
			scope = append(scope, "!"+f.glob()) // a pure "*" above may match it
			continue
		}
		name, files, own := depguardScope(f)
		scope = append(scope, files[0])
		fmt.Fprintf(&each, "        %s:\n          list-mode: strict\n          files: %s\n          allow:\n            - $gostd\n            - %s\n",
			name, quoted(append([]string{"!$test"}, files...)), own)
		for _, dir := range f.ours {
			fmt.Fprintf(&each, "            - %s/%s$\n", module, dir)
		}
		for _, pkg := range f.third {
			fmt.Fprintf(&each, "            - %s\n", pkg)
		}
	}
	fmt.Fprintf(&none, "        pure:\n          list-mode: lax\n          files: %s\n          deny:\n", quoted(scope))
	for _, b := range bans {
		fmt.Fprintf(&none, "            - {pkg: %s, desc: %q}\n", b.pkg, b.why)
	}
	return none.String() + each.String()
}

func quoted(globs []string) string {
	return `["` + strings.Join(globs, `", "`) + `"]`
}

// depguardScope is the rule's name, the files it is for, and the prefix of
// the imports that stay inside the floor.
func depguardScope(f floor) (name string, files []string, own string) {
	parent, each := strings.CutSuffix(f.dir, "/*")
	files = []string{f.glob()}
	switch {
	case f.dir == ".":
		return "root", files, module + "$"
	case strings.HasSuffix(f.glob(), "/*.go"):
		return strings.ReplaceAll(f.dir, "/", "-"), files, module + "/" + f.dir + "$"
	case !each:
		return strings.ReplaceAll(f.dir, "/", "-"), files, module + "/" + f.dir
	}
	for _, o := range floors {
		if inside(o.dir, parent) && o.dir != parent && o.dir != f.dir {
			files = append(files, "!"+o.glob())
		}
	}
	return parent + "-each", files, module + "/" + parent + "/"
}

// glob matches the files of a floor: those of the directory alone where
// other floors lie below it, else the whole subtree.
func (f floor) glob() string {
	const root = "${config-path}/"
	switch {
	case f.dir == ".":
		return root + "*.go"
	case slices.ContainsFunc(floors, func(o floor) bool { return strings.HasPrefix(o.dir, f.dir+"/") }):
		return root + f.dir + "/*.go"
	}
	return root + f.dir + "/**"
}

// forbidigo renders the names that pure code may not use.
func forbidigo() string {
	var b strings.Builder
	for _, r := range reaches {
		names := strings.ReplaceAll(r.names, " ", "|")
		fmt.Fprintf(&b, "        - {pattern: '^%s\\.(%s)$', msg: %q}\n", path.Base(r.pkg), names, r.why)
	}
	return b.String()
}
